#pragma once

#include "graph/document_archive.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace micrograph::graph {

/// Collects entries and gives them their final order. The same entries in any order give the same parts.
///
/// What it holds in memory does not grow with them, but for eight bytes a stem: names, numbers and payloads go to the scratch
/// folder. Not for several threads at a time.
class DocumentArchiveBuilder {
public:
  /// `memory` in bytes; what is beyond lies in files in `scratch`, the system's folder if it is empty.
  explicit DocumentArchiveBuilder(std::uint64_t memory = std::uint64_t{2} << 20, const std::filesystem::path& scratch = {});
  ~DocumentArchiveBuilder();
  DocumentArchiveBuilder(DocumentArchiveBuilder&&) noexcept;
  DocumentArchiveBuilder& operator=(DocumentArchiveBuilder&&) noexcept;

  /// Of entries of one name, the one with the smallest payload is kept.
  void add(std::string graph, std::span<const std::byte> payload, std::uint64_t leaves, const DocumentSummary& summary);
  /// Every entry of an archive but those whose graph is dropped. The archive must stay until finish().
  void add(const DocumentArchive& archive, const std::function<bool(std::string_view graph)>& dropped);
  /// Sorts and numbers what has come; call once. Throws FormatError `mg.too-many-documents` above 2^32 - 2.
  void finish();

  /// Views of this builder, which must outlive them.
  [[nodiscard]] DocumentArchiveParts parts() const;
  /// See ByteSpool::let_go().
  void let_go() const;
  /// Bytes written to the scratch folder, and held in memory at most.
  [[nodiscard]] std::uint64_t spilled() const;
  [[nodiscard]] std::uint64_t peak() const;

private:
  struct State;
  std::unique_ptr<State> state_;
};

} // namespace micrograph::graph
