#pragma once

#include "formats/format.hpp"
#include "formats/tiff/start.hpp"

namespace micrograph::formats {

/// A kind of TIFF, known by its first directory, which is read once for all kinds.
class TiffFormat : public Format {
public:
  [[nodiscard]] std::optional<Identification> identify(const Candidate& candidate) const final;
  void read(ByteSource& bytes, const Siblings& siblings, DocumentSink& documents, FindingSink& findings) const final;

protected:
  /// Absent if the file is of another kind.
  [[nodiscard]] virtual std::optional<Identification> recognise(const tiff::Start& start) const = 0;
  /// As Format::read, of a file whose start was read.
  virtual void read_from(const tiff::Start& start, ByteSource& bytes, const Siblings& siblings, DocumentSink& documents,
                         FindingSink& findings) const = 0;
};

} // namespace micrograph::formats
