#include "differential/comparison.hpp"

#include "base/error.hpp"
#include "differential/reference.hpp"
#include "query/engine.hpp"
#include "query/parser.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

namespace micrograph::differential {

namespace {

using Rows = std::vector<query::Solution>;

std::string line_of(const query::Solution& solution) {
  std::string out;
  for (const rdf::Term& term : solution)
    out += (term.kind == rdf::TermKind::none ? "-" : rdf::to_ntriples(term)) + "  ";
  return out;
}

std::vector<std::string> lines_of(const Rows& rows) {
  std::vector<std::string> out;
  for (const query::Solution& row : rows)
    out.push_back(line_of(row));
  std::sort(out.begin(), out.end());
  return out;
}

std::string text_of(const std::string& title, const Rows& rows) {
  constexpr std::size_t most_shown = 40;
  std::string out = title + ": " + std::to_string(rows.size()) + " rows\n";
  for (std::size_t i = 0; i < std::min(rows.size(), most_shown); ++i)
    out += "  " + line_of(rows[i]) + "\n";
  return out;
}

/// What the engine's rows must be: the reference's but for OFFSET and LIMIT, which leave some freedom.
class Judge {
public:
  Judge(Reference& reference, Rows expected)
      : reference_(reference), expected_(std::move(expected)), lines_(lines_of(expected_)) {}

  /// Empty if the rows are right.
  std::string complaint(const Rows& actual) const {
    const std::uint64_t from = std::min<std::uint64_t>(reference_.offset(), expected_.size());
    const std::uint64_t count = std::min<std::uint64_t>(
        reference_.limit().value_or(std::numeric_limits<std::uint64_t>::max()), expected_.size() - from);
    if (actual.size() != count)
      return "there should be " + std::to_string(count) + " rows";
    const std::vector<std::string> lines = lines_of(actual);
    if (!std::includes(lines_.begin(), lines_.end(), lines.begin(), lines.end()))
      return "some rows are none of the expected";
    if (!reference_.can_compare())
      return {};
    for (std::size_t i = 0; i < actual.size(); ++i)
      if (reference_.compare(actual[i], expected_[from + i]) != 0)
        return "row " + std::to_string(i + 1) + " is out of order";
    return {};
  }
  [[nodiscard]] const Rows& expected() const { return expected_; }

private:
  Reference& reference_;
  Rows expected_;
  std::vector<std::string> lines_;
};

/// The engine's rows; of ASK an empty one for true. Absent if a bound was reached.
std::optional<Rows> engine_rows(const std::string& text, const graph::QuadSource& source,
                                const query::PlanOptions& options, const Parameters& parameters) {
  query::Limits limits;
  limits.rows = 200'000;
  limits.time = std::chrono::seconds(20);
  query::PreparedQuery query(text, "query", nullptr, {}, options);
  for (const auto& [name, value] : parameters)
    query.bind(name, value);
  Rows rows;
  try {
    if (query.form() == query::Form::ask) {
      if (query.ask(source, limits))
        rows.emplace_back();
    } else {
      (void)query.select(source, [&](const query::Solution& row) { rows.push_back(row); }, limits);
    }
  } catch (const QueryError& error) {
    if (error.code() != "query.row-limit" && error.code() != "query.time-limit")
      throw;
    return std::nullopt;
  }
  return rows;
}

/// Threads must not change the order of rows, not even where the query leaves it open.
bool comes_as_with_one_thread(const Rows& rows, const std::string& text, const graph::QuadSource& source, const Planning& way,
                              const Parameters& parameters) {
  query::PlanOptions options = way.options;
  options.threads = 1;
  const auto alone = engine_rows(text, source, options, parameters);
  if (!alone || alone->size() != rows.size())
    return false;
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (line_of(rows[i]) != line_of((*alone)[i]))
      return false;
  return true;
}

} // namespace

Sources::Sources(std::vector<rdf::Quad> quads) : quads_(std::move(quads)) {
  graph::BuildOptions options;
  options.text_index = true;
  graph::SnapshotBuilder builder(options);
  graph::SnapshotBuilder indexed(options);
  std::map<std::string, std::vector<rdf::Quad>> documents;
  const rdf::Term archived_graph(rdf::TermKind::iri, "http://e/h");
  for (const rdf::Quad& quad : quads_) {
    builder.statement(quad);
    if (quad.graph == archived_graph)
      documents[quad.graph.value].push_back(quad);
    else
      indexed.statement(quad);
    if (quad.graph.kind == rdf::TermKind::none)
      document_.statement(quad);
  }
  document_source_.show(&document_);
  strict_ = builder.build();
  for (const auto& [name, statements] : documents)
    archive_.add(name, statements);
  archived_ = std::make_unique<graph::ArchivedSource>(indexed.build(), archive_.finish(), archive_.opener);
  merged_ = strict_->with_default_graph(graph::DefaultGraph::union_of_all);
}

const graph::QuadSource& Sources::seen_as(View view) const {
  if (view == View::document)
    return document_source_;
  if (view == View::archived)
    return *archived_;
  return view == View::merged ? *merged_ : *strict_;
}

std::vector<rdf::Quad> Sources::quads(View view) const {
  std::vector<rdf::Quad> out = quads_;
  if (view == View::document)
    std::erase_if(out, [](const rdf::Quad& quad) { return quad.graph.kind != rdf::TermKind::none; });
  return out;
}

const std::vector<Planning>& plannings() {
  static const std::vector<Planning> all = [] {
    std::vector<Planning> ways(9);
    for (Planning& way : ways)
      way.options.threads = 1;
    ways[0].name = "as everyone gets it";
    ways[1].name = "no look-up joins";
    ways[1].options.lookup_joins = false;
    ways[2].name = "merge joins wherever they can be, filters on texts restrict all patterns, repeats are dropped";
    ways[2].options.lookup_joins = ways[2].options.hash_joins = false;
    ways[2].options.fewest_rows_for_text = ways[2].options.fewest_rows_to_drop = 0;
    ways[3].name = "look-up joins only, filters on texts restrict all patterns";
    ways[3].options.hash_joins = ways[3].options.merge_joins = false;
    ways[3].options.fewest_rows_for_text = ways[3].options.fewest_rows_to_drop = 0;
    ways[4].name = "filters stay, the rest is optimised";
    ways[4].options.move_filters = false;
    ways[5].name = "not optimised";
    ways[5].options.move_filters = ways[5].options.order_joins = ways[5].options.semi_joins = false;
    ways[5].options.lookup_joins = ways[5].options.merge_joins = ways[5].options.intersect_joins = ways[5].options.scan_runs = false;
    ways[5].options.fewest_rows_for_text = std::numeric_limits<double>::infinity();
    ways[6].name = "several threads wherever they can be";
    ways[6].options.threads = 3;
    ways[6].options.fewest_rows_for_threads = 0;
    ways[7].name = "two threads, hash joins wherever they can be, filters stay";
    ways[7].options.threads = 2;
    ways[7].options.fewest_rows_for_threads = 0;
    ways[7].options.lookup_joins = ways[7].options.merge_joins = ways[7].options.move_filters = false;
    ways[8].name = "two threads, patterns that meet are joined at once wherever they can be";
    ways[8].options.threads = 2;
    ways[8].options.fewest_rows_for_threads = 0;
    ways[8].options.lookup_joins = ways[8].options.merge_joins = ways[8].options.hash_joins = false;
    return ways;
  }();
  return all;
}

Verdict compare(const std::string& text, const Sources& sources, View view, const std::vector<Planning>& ways,
                const Parameters& parameters) {
  Verdict verdict;
  query::ParsedQuery parsed;
  try {
    parsed = query::parse_query(text, "query", {});
  } catch (const QueryError&) {
    verdict.kind = Verdict::refused;
    return verdict;
  }
  if ((parsed.form != query::Form::select && parsed.form != query::Form::ask) || parsed.unsupported) {
    verdict.kind = Verdict::refused;
    return verdict;
  }
  try {
    Reference reference(parsed, sources.quads(view), view == View::merged, parameters);
    Rows expected = reference.solutions();
    if (parsed.form == query::Form::ask)
      expected.assign(std::min<std::size_t>(1, expected.size()), {});
    const Judge judge(reference, std::move(expected));
    verdict.has_rows = !judge.expected().empty();
    for (const Planning& way : ways) {
      const auto rows = engine_rows(text, sources.seen_as(view), way.options, parameters);
      if (!rows) {
        verdict.kind = Verdict::too_large;
        return verdict;
      }
      std::string complaint = judge.complaint(*rows);
      if (complaint.empty() && way.options.threads > 1 && !comes_as_with_one_thread(*rows, text, sources.seen_as(view), way, parameters))
        complaint = "with one thread rows come in another order";
      if (!complaint.empty()) {
        verdict.kind = Verdict::different;
        verdict.planning = way.name;
        verdict.explanation = complaint + "\n" + text_of("reference", judge.expected()) + text_of("engine", *rows);
        return verdict;
      }
    }
  } catch (const TooLarge&) {
    verdict.kind = Verdict::too_large;
  } catch (const QueryError& error) {
    verdict.kind = Verdict::different;
    verdict.explanation = std::string("the engine ended in an error: ") + error.what() + "\n";
  }
  return verdict;
}

} // namespace micrograph::differential
