#include "ingest/lifted_source.hpp"

#include "lift/lifter.hpp"

#include <algorithm>
#include <array>
#include <new>

namespace micrograph::ingest {

namespace {

class DocumentList final : public formats::DocumentSink {
public:
  void document(document::Document document) override { documents.push_back(std::move(document)); }
  std::vector<document::Document> documents;
};

/// What a suffix promises: one format, or at least a family of files that start alike.
bool keeps_its_promise(const std::string& file_name, ByteSource& bytes) {
  std::string name = file_name;
  std::transform(name.begin(), name.end(), name.begin(),
                 [](unsigned char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : static_cast<char>(c); });
  std::array<std::byte, 64> head{};
  const std::size_t length = bytes.read_at(0, head);
  std::string start(reinterpret_cast<const char*>(head.data()), length);
  // NULs too, so that UTF-16 passes.
  start.erase(0, std::min(start.size(), start.find_first_not_of(std::string_view("\xEF\xBB\xBF\xFE\xFF\0 \t\r\n", 10))));
  for (const auto& format : formats::all_formats())
    for (const std::string& suffix : format->info().suffixes) {
      if (!name.ends_with(suffix))
        continue;
      if (suffix == ".xml")
        return start.starts_with('<');
      if (suffix == ".tif" || suffix == ".tiff")
        return start.starts_with("II") || start.starts_with("MM");
      return false;
    }
  return true;
}

void report_unknown(const SourceFile& file, ByteSource& bytes, SourceReport& report) {
  const Place place{file.name, {}, {}, {}, {}};
  if (!keeps_its_promise(file.path.filename().string(), bytes)) {
    report.outcome = Outcome::refused;
    report.findings.push_back({"source.wrong-content", Severity::error, place,
                               "the content is not what the suffix says; is the file damaged or renamed?"});
    return;
  }
  report.findings.push_back({"source.unknown-format", file.asked_for ? Severity::warning : Severity::note, place,
                             "no reader knows this kind of file; `micrograph formats` lists those that are read"});
}

void lift_documents(const std::vector<document::Document>& documents, const std::string& base_iri,
                    LiftedSource& lifted, FindingSink& findings) {
  rdf::DocumentGraph graph;
  Sha256Stream all;
  std::string iri;
  for (const document::Document& document : documents) {
    const Sha256 checksum = document.checksum();
    all.add(checksum);
    iri = lift::iri_of(checksum, base_iri);
    const lift::LiftResult result = lift::lift(document, iri, lifted.report.source, graph, findings);
    lifted.report.kept += result.leaves;
    lifted.report.leaves += lift::count_leaves(document);
    lifted.documents.push_back({iri, hex(checksum), document.place});
  }
  // A source of one document is that document; several are named by all of them together.
  lifted.report.iri = documents.size() == 1 ? iri : lift::iri_of(all.finish(), base_iri);
  lifted.report.statements = graph.size();
  if (lifted.report.kept != lifted.report.leaves)
    findings.report({"lift.leaves-lost", Severity::error, Place{lifted.report.source, {}, {}, {}, {}},
                     "the document has " + std::to_string(lifted.report.leaves) + " leaves, but " +
                         std::to_string(lifted.report.kept) + " were kept; please report this file"});
  lifted.graph = std::move(graph);
}

} // namespace

LiftedSource lift_source(const SourceFile& file, const std::string& base_iri) {
  LiftedSource lifted;
  SourceReport& report = lifted.report;
  report.source = file.name;
  FindingList findings;
  const auto refuse = [&](Outcome outcome, std::string code, const Place& place, const std::string& text) {
    Place named = place;
    named.source = file.name;
    findings.report({std::move(code), Severity::error, std::move(named), text});
    report.outcome = outcome;
    report.iri.clear();
    report.leaves = report.kept = report.statements = 0;
    lifted.graph.reset();
    lifted.documents.clear();
  };
  std::unique_ptr<ByteSource> bytes;
  try {
    bytes = open_file(file.path);
    const auto match = formats::identify(*bytes, file.path.filename().string());
    if (!match) {
      report_unknown(file, *bytes, report);
      report.bytes_read = bytes->bytes_read();
      return lifted;
    }
    report.format = match->format->info().name;
    DocumentList documents;
    match->format->read(*bytes, *siblings_of(file.path), documents, findings);
    if (documents.documents.empty())
      throw FormatError("source.no-metadata", "no metadata was found in it");
    lift_documents(documents.documents, base_iri, lifted, findings);
    report.outcome = Outcome::imported;
  } catch (const IoError& error) {
    refuse(Outcome::failed, error.code(), error.place(), error.what());
  } catch (const Error& error) {
    refuse(Outcome::refused, error.code(), error.place(), error.what());
  } catch (const std::bad_alloc&) {
    refuse(Outcome::refused, "source.too-large", {}, "needs more memory than there is");
  }
  if (bytes)
    report.bytes_read = bytes->bytes_read();
  for (Finding& finding : findings.findings())
    finding.place.source = file.name;
  report.findings = std::move(findings.findings());
  return lifted;
}

} // namespace micrograph::ingest
