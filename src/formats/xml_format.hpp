#pragma once

#include "document/xml_outline.hpp"
#include "formats/format.hpp"

namespace micrograph::formats {

/// The first elements of a candidate that may be XML; empty if its first character is not `<`.
[[nodiscard]] const std::vector<document::OutlineElement>& outline_of(const Candidate& candidate);

/// A format whose files are one XML document, read as a whole: only how it is recognised differs.
class XmlFormat : public Format {
public:
  void read(ByteSource& bytes, const Siblings& siblings, DocumentSink& documents,
            FindingSink& findings) const override;
};

} // namespace micrograph::formats
