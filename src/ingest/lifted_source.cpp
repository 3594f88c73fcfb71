#include "ingest/lifted_source.hpp"

#include "base/ascii.hpp"
#include "base/json.hpp"
#include "formats/passed_over.hpp"
#include "formats/personal/withhold.hpp"
#include "ingest/brief_findings.hpp"
#include "lift/lifter.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <new>
#include <string_view>

namespace micrograph::ingest {

namespace {

/// Keeps the documents of a source, without what tells who somebody is unless that was asked for.
class DocumentList final : public formats::DocumentSink {
public:
  explicit DocumentList(bool include_personal) : include_personal_(include_personal) {}
  void document(document::Document document) override {
    if (!include_personal_)
      withheld_here += formats::withhold_personal_data(document);
    withheld += document.withheld;
    documents.push_back(std::move(document));
  }
  std::vector<document::Document> documents;
  std::uint64_t withheld = 0;      ///< leaves, of all documents
  std::uint64_t withheld_here = 0; ///< of them those that the reader left in; it reports those that it held back itself

private:
  bool include_personal_;
};

/// Texts and tables of any kind are called so, and only some are of a format.
constexpr std::string_view common_suffixes[] = {".txt", ".text", ".md", ".csv", ".tsv"};

/// The longest suffix of a known format that the name ends in; empty if there is none, or one that promises nothing.
std::string known_suffix(const std::string& file_name) {
  const std::string name = ascii::lower(file_name);
  std::string longest;
  for (const auto& format : formats::all_formats())
    for (const std::string& suffix : format->info().suffixes)
      if (name.ends_with(suffix) && suffix.size() > longest.size())
        longest = suffix;
  return std::find(std::begin(common_suffixes), std::end(common_suffixes), longest) == std::end(common_suffixes) ? longest : "";
}

/// The first characters of a file, without a byte order mark, white space, and the NULs of UTF-16.
std::string first_characters(ByteSource& bytes) {
  std::array<std::byte, 64> head{};
  const std::size_t length = bytes.read_at(0, head);
  const std::string start(reinterpret_cast<const char*>(head.data()), length);
  const std::size_t first = start.find_first_not_of(std::string_view("\xEF\xBB\xBF\xFE\xFF\0 \t\r\n", 10));
  return first == std::string::npos ? "" : start.substr(first);
}

/// Throws FormatError with the place if XML or JSON that no format recognised is broken: then that is why.
void refuse_broken_text(ByteSource& bytes, const std::string& start) {
  constexpr std::uint64_t enough = 64 << 20; // larger documents of no known format are not read to their end
  if (bytes.size() > enough)
    return;
  document::Document document;
  document.bytes = bytes.read_exactly(0, bytes.size());
  if (start.starts_with('<'))
    (void)lift::count_leaves(document);
  else if (start.starts_with('{'))
    (void)read_json({reinterpret_cast<const char*>(document.bytes.data()), document.bytes.size()}, bytes.name(), nullptr,
                    {.lenient = true});
}

/// What a suffix promises: one format, or at least a family of files that start alike.
bool keeps_its_promise(const std::string& suffix, const std::string& start) {
  if (suffix == ".xml")
    return start.starts_with('<');
  if (suffix == ".json" || suffix == ".jsonld")
    return start.starts_with('{') || start.starts_with('[');
  if (suffix == ".tif" || suffix == ".tiff")
    return start.starts_with("II") || start.starts_with("MM");
  return suffix.empty();
}

/// Pages are hardly ever well-formed XML, and most say nothing of a work.
bool is_page(const std::string& suffix) {
  return suffix == ".html" || suffix == ".htm" || suffix == ".xhtml";
}

/// A file that no format recognised: passed over, unless its suffix promises otherwise.
void report_unknown(const SourceFile& file, ByteSource& bytes, FindingSink& findings, SourceReport& report) {
  const std::string suffix = known_suffix(file.path.filename().string());
  const std::string start = first_characters(bytes);
  if (!suffix.empty() && !is_page(suffix))
    refuse_broken_text(bytes, start);
  if (!is_page(suffix) && !keeps_its_promise(suffix, start))
    throw FormatError("source.wrong-content",
                      "the content is not what the suffix says; is the file damaged or renamed?");
  report.outcome = Outcome::ignored;
  const std::string reason = formats::reason_passed_over(bytes, file.path.filename().string());
  findings.report({"source.unknown-format", file.asked_for ? Severity::warning : Severity::note, {},
                   (reason.empty() ? "no reader knows this kind of file" : reason) + "; `micrograph formats` lists those that are read"});
}

/// Makes the summary of what passes, and passes it on if somebody wants it.
class SummarySink final : public rdf::StatementSink {
public:
  explicit SummarySink(rdf::StatementSink* next) : next_(next) {}
  void statement(const rdf::QuadView& quad) override {
    summarizer_.statement(quad);
    if (next_)
      next_->statement(quad);
  }
  [[nodiscard]] graph::DocumentSummary summary() const { return summarizer_.summary(); }

private:
  graph::DocumentSummarizer summarizer_;
  rdf::StatementSink* next_;
};

void lift_all(std::vector<document::Document>&& documents, const std::string& base_iri, LiftedSource& lifted,
              rdf::StatementSink* sink, FindingSink& findings) {
  SourceReport& report = lifted.report;
  const auto contents =
      std::make_shared<const SourceDocuments>(SourceDocuments{report.source, base_iri, std::move(documents)});
  SummarySink summary(sink);
  LiftedDocuments all = lift_documents(*contents, summary, findings);
  for (const document::Document& document : contents->documents)
    report.leaves += lift::count_leaves(document);
  report.kept = all.leaves;
  report.iri = std::move(all.iri);
  if (report.kept != report.leaves)
    findings.report({"lift.leaves-lost", Severity::error, Place{report.source, {}, {}, {}, {}},
                     "the document has " + std::to_string(report.leaves) + " leaves, but " +
                         std::to_string(report.kept) + " were kept; please report this file"});
  lifted.documents = std::move(all.documents);
  lifted.summary = summary.summary();
  report.statements = lifted.summary.statements;
  lifted.contents = contents;
  lifted.statements = [contents](rdf::StatementSink& out) {
    FindingList known; // reported by now
    (void)lift_documents(*contents, out, known);
  };
}

} // namespace

LiftedSource lift_source(const SourceFile& file, const std::string& base_iri, rdf::StatementSink* sink,
                         const formats::ReadOptions& options) {
  LiftedSource lifted;
  SourceReport& report = lifted.report;
  report.source = file.name;
  BriefFindings findings;
  const auto refuse = [&](Outcome outcome, std::string code, const Place& place, const std::string& text) {
    Place named = place;
    named.source = file.name;
    findings.report({std::move(code), Severity::error, std::move(named), text});
    report.outcome = outcome;
    report.iri.clear();
    report.leaves = report.kept = report.withheld = report.statements = 0;
    lifted.statements = nullptr;
    lifted.contents.reset();
    lifted.summary = {};
    lifted.documents.clear();
  };
  std::unique_ptr<ByteSource> bytes;
  try {
    bytes = open_file(file.path);
    if (const auto match = formats::identify(*bytes, file.path.filename().string())) {
      report.format = match->format->info().name;
      DocumentList documents(options.include_personal);
      match->format->read_with(options, *bytes, *siblings_of(file.path), documents, findings);
      if (documents.documents.empty())
        throw FormatError("source.no-metadata", "no metadata was found in it");
      formats::report_withheld(documents.withheld_here, file.name, findings);
      report.withheld = documents.withheld;
      lift_all(std::move(documents.documents), base_iri, lifted, sink, findings);
      report.outcome = Outcome::imported;
    } else {
      report_unknown(file, *bytes, findings, report);
    }
  } catch (const IoError& error) {
    refuse(Outcome::failed, error.code(), error.place(), error.what());
  } catch (const Error& error) {
    refuse(Outcome::refused, error.code(), error.place(), error.what());
  } catch (const std::bad_alloc&) {
    refuse(Outcome::refused, "source.too-large", {}, "needs more memory than there is");
  }
  if (bytes)
    report.bytes_read = bytes->bytes_read();
  report.findings = findings.take();
  for (Finding& finding : report.findings)
    finding.place.source = file.name;
  return lifted;
}

} // namespace micrograph::ingest
