#include "support/reading.hpp"

#include "base/as_text.hpp"
#include "formats/personal/withhold.hpp"
#include "rdf/term.hpp"

#include <doctest/doctest.h>

#include <algorithm>

namespace micrograph::test {

namespace {

class DocumentList final : public formats::DocumentSink {
public:
  explicit DocumentList(std::vector<document::Document>& documents) : documents_(documents) {}
  void document(document::Document document) override { documents_.push_back(std::move(document)); }

private:
  std::vector<document::Document>& documents_;
};

} // namespace

std::unique_ptr<ByteSource> MemoryFolder::open(std::string_view name) const {
  const auto file = files_.find(std::string(name));
  if (file == files_.end())
    return nullptr;
  opened_.push_back(file->first);
  return open_memory(file->first, file->second);
}

std::vector<std::string> MemoryFolder::names() const {
  std::vector<std::string> out;
  for (const auto& [name, bytes] : files_)
    out.push_back(name);
  return out;
}

std::vector<std::string> MemoryFolder::below(const std::function<bool(const std::string& folder)>& enter,
                                             std::size_t most) const {
  std::vector<std::string> out;
  std::map<std::string, bool> entered; // by folder
  for (const auto& [name, bytes] : files_) {
    bool is_seen = true;
    for (std::size_t slash = name.find('/'); is_seen && slash != std::string::npos; slash = name.find('/', slash + 1)) {
      const auto [folder, is_new] = entered.try_emplace(name.substr(0, slash));
      if (is_new)
        folder->second = enter(folder->first);
      is_seen = folder->second;
    }
    if (is_seen && out.size() < most)
      out.push_back(name);
  }
  return out;
}

bool Reading::found(const std::string& code) const {
  return std::any_of(findings.begin(), findings.end(),
                     [&](const Finding& finding) { return finding.code == code; });
}

std::string Reading::text() const {
  return documents.size() == 1 ? std::string(as_text(documents.front().bytes)) : "not one document: " + error;
}

Reading read_source(ByteSource& bytes, const std::string& file_name, const formats::Siblings& siblings,
                    const formats::ReadOptions& options) {
  Reading reading;
  const auto match = formats::identify(bytes, file_name);
  if (!match)
    return reading;
  reading.format = match->format->info().name;
  const std::uint64_t before = bytes.bytes_read();
  DocumentList documents(reading.documents);
  FindingList findings;
  try {
    match->format->read_with(options, bytes, siblings, documents, findings);
  } catch (const FormatError& error) {
    reading.error = error.code();
  }
  reading.findings = findings.findings();
  reading.bytes_read = bytes.bytes_read() - before;
  return reading;
}

Reading read_source(std::vector<std::byte> bytes, const std::string& file_name,
                    const formats::Siblings& siblings) {
  const auto source = open_memory(file_name, std::move(bytes));
  return read_source(*source, file_name, siblings);
}

std::string lifted(const document::Document& document) {
  rdf::QuadList quads;
  FindingList findings;
  (void)lift::lift(document, "urn:d", "test", quads, findings);
  std::vector<std::string> lines;
  for (const rdf::Quad& quad : quads.quads())
    lines.push_back(rdf::to_ntriples(quad.subject) + " " + rdf::to_ntriples(quad.predicate) + " " +
                    rdf::to_ntriples(quad.object) + " .\n");
  std::sort(lines.begin(), lines.end());
  std::string text;
  for (const std::string& line : lines)
    text += line;
  return text;
}

void read_hostile(const std::vector<std::byte>& bytes, const std::string& file_name) {
  const Reading reading = read_source(bytes, file_name);
  for (const document::Document& document : reading.documents) {
    rdf::QuadList quads;
    FindingList findings;
    try {
      const auto result = lift::lift(document, "urn:d", file_name, quads, findings);
      CHECK(result.leaves == lift::count_leaves(document));
      document::Document held_back = document;
      (void)formats::withhold_personal_data(held_back);
      CHECK(result.leaves == lift::count_leaves(held_back)); // whatever the document, its tree stays
    } catch (const FormatError& error) {
      CHECK_FALSE(error.code().empty());
    }
  }
}

void read_cut_and_changed(const std::vector<std::byte>& whole, const std::string& file_name, const std::string& format) {
  const Reading reading = read_source(whole, file_name);
  CHECK(reading.format == format); // otherwise this would try nothing
  CHECK_FALSE(reading.documents.empty());
  for (std::size_t length = 0; length < whole.size(); ++length) {
    CAPTURE(length);
    read_hostile({whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length)}, file_name);
  }
  for (std::size_t at = 0; at < std::min<std::size_t>(1024, whole.size()); ++at)
    for (const unsigned change : {0x01U, 0x80U, 0xFFU}) {
      CAPTURE(at);
      CAPTURE(change);
      auto bytes = whole;
      bytes[at] ^= static_cast<std::byte>(change);
      read_hostile(bytes, file_name);
    }
}

} // namespace micrograph::test
