#include "ingest/lifted_source.hpp"

#include "base/as_text.hpp"
#include "base/ascii.hpp"
#include "base/counted.hpp"
#include "base/json.hpp"
#include "formats/identify.hpp"
#include "formats/passed_over.hpp"
#include "formats/personal/withhold.hpp"
#include "ingest/brief_findings.hpp"
#include "ingest/known_sources.hpp"
#include "lift/lifter.hpp"

#include <algorithm>
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
std::string_view first_characters(const formats::Candidate& candidate) {
  constexpr std::size_t enough = 64; // bytes
  const auto head = candidate.head.first(std::min(enough, candidate.head.size()));
  const std::string_view start = as_text(head);
  const std::size_t first = start.find_first_not_of(std::string_view("\xEF\xBB\xBF\xFE\xFF\0 \t\r\n", 10));
  return first == std::string_view::npos ? std::string_view() : start.substr(first);
}

/// Throws FormatError with the place if XML or JSON that no format recognised is broken: then that is why.
void refuse_broken_text(ByteSource& bytes, std::string_view start) {
  constexpr std::uint64_t enough = 64 << 20; // larger documents of no known format are not read to their end
  if (bytes.size() > enough)
    return;
  document::Document document;
  document.bytes = bytes.read_exactly(0, bytes.size());
  if (start.starts_with('<'))
    (void)lift::count_leaves(document);
  else if (start.starts_with('{'))
    (void)read_json(as_text(document.bytes), bytes.name(), nullptr,
                    {.lenient = true});
}

/// What a suffix promises: one format, or at least a family of files that start alike.
bool keeps_its_promise(const std::string& suffix, std::string_view start) {
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
void report_unknown(const SourceFile& file, const formats::Candidate& candidate, FindingSink& findings, SourceReport& report) {
  const std::string suffix = known_suffix(candidate.file_name);
  const std::string_view start = first_characters(candidate);
  if (!suffix.empty() && !is_page(suffix))
    refuse_broken_text(candidate.bytes, start);
  if (!is_page(suffix) && !keeps_its_promise(suffix, start))
    throw FormatError("source.wrong-content",
                      "the content is not what the suffix says; is the file damaged or renamed?");
  report.outcome = Outcome::ignored;
  const std::string reason = formats::reason_passed_over(candidate);
  findings.report({"source.unknown-format", file.asked_for ? Severity::warning : Severity::note, {},
                   (reason.empty() ? "no reader knows this kind of file" : reason) + "; `micrograph formats` lists those that are read"});
}

/// `lifted` has the format already.
void take_rdf(const SourceFile& file, ByteSource& bytes, const std::string& base_iri, const RdfOptions& options, LiftedSource& lifted,
              FindingSink& findings) {
  SourceReport& report = lifted.report;
  if (!file.asked_for && !options.in_folders) {
    findings.report({"rdf.not-asked-for", Severity::note, {},
                     "it is RDF (" + report.format + "), which is taken from folders only with --rdf; or name the file itself"});
    report.format.clear();
    return;
  }
  const Sha256 checksum = checksum_of(bytes);
  report.iri = lift::iri_of(checksum, base_iri);
  if (options.known != nullptr && options.known->unchanged(report, {})) {
    report.outcome = Outcome::unchanged;
    return;
  }
  RdfSource source = check_rdf(file.path, checksum, report.iri, options, findings);
  report.format = syntax::name_of(source.syntax);
  report.statements = source.statements;
  report.outcome = Outcome::imported;
  const std::size_t graphs = source.named_graphs.size() + (source.has_own_graph ? 1 : 0);
  findings.report({"rdf.as-it-is", Severity::note, {},
                   "it is RDF: " + counted(source.statements, "statement") + " in " + counted(graphs, "graph") +
                       " taken as they are, not mapped, and not searched for what tells who somebody is"});
  lifted.documents.push_back({report.iri, hex(checksum), {}});
  lifted.rdf = std::make_shared<const RdfSource>(std::move(source));
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
                         const formats::ReadOptions& options, const RdfOptions& rdf) {
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
    lifted.rdf.reset();
    lifted.summary = {};
    lifted.documents.clear();
  };
  std::unique_ptr<ByteSource> bytes;
  try {
    bytes = open_file(file.path);
    const std::vector<std::byte> head = formats::head_of(*bytes);
    const formats::Candidate candidate{file.path.filename().string(), head, *bytes};
    if (const auto match = formats::identify(candidate)) {
      report.format = match->format->info().name;
      DocumentList documents(options.include_personal);
      match->format->read_with(options, *bytes, *siblings_of(file.path), documents, findings);
      if (documents.documents.empty())
        throw FormatError("source.no-metadata", "no metadata was found in it");
      formats::report_withheld(documents.withheld_here, file.name, findings);
      report.withheld = documents.withheld;
      lift_all(std::move(documents.documents), base_iri, lifted, sink, findings);
      report.outcome = Outcome::imported;
    } else if (const auto syntax = recognise_rdf(candidate, file)) {
      report.format = syntax::name_of(*syntax);
      take_rdf(file, *bytes, base_iri, rdf, lifted, findings);
    } else {
      report_unknown(file, candidate, findings, report);
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
