#include "cli/endpoint_source.hpp"

#include "base/error.hpp"
#include "cli/remote_query.hpp"
#include "link/sparql_terms.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace micrograph::cli {

namespace {

using graph::Pattern;
using graph::Row;
using graph::ValueId;

/// A store can make up things without end. Each query is small, so this is hours for an honest one, too.
constexpr std::uint64_t most_queries = 200'000;

/// Answers of so many rows may have been cut by the store, which does not say so.
constexpr std::size_t suspicious_rows = 500;

} // namespace

/// Rows that are fetched when the first is wanted: who only wants to know how many there are needs no more than a count.
class EndpointSource::Scan final : public graph::QuadScan {
public:
  Scan(const EndpointSource& source, Pattern pattern) : source_(source), pattern_(pattern) {}
  std::size_t next(std::span<Row> out) override {
    if (!rows_)
      rows_ = source_.rows(key_of(pattern_));
    const std::size_t count = std::min(out.size(), rows_->size() - at_);
    std::copy_n(rows_->begin() + static_cast<std::ptrdiff_t>(at_), count, out.begin());
    at_ += count;
    return count;
  }
  [[nodiscard]] std::optional<std::uint64_t> remaining() const override {
    return rows_ ? rows_->size() - at_ : source_.estimate(pattern_);
  }

private:
  const EndpointSource& source_;
  Pattern pattern_;
  std::shared_ptr<const Rows> rows_;
  std::size_t at_ = 0;
};

EndpointSource::Key EndpointSource::key_of(const Pattern& pattern) {
  return {pattern.terms[graph::subject], pattern.terms[graph::predicate], pattern.terms[graph::object]};
}

EndpointSource::EndpointSource(std::string endpoint, std::vector<std::string> incoming)
    : endpoint_(std::move(endpoint)), incoming_(incoming.begin(), incoming.end()) {}

EndpointSource::~EndpointSource() = default;

EndpointSource::Solutions EndpointSource::ask(const std::string& query) const {
  if (++queries_ > most_queries)
    throw IoError("net.too-many-queries", "after " + std::to_string(most_queries) + " queries <" + endpoint_ +
                                              "> still tells of new things; ask for less with --depth");
  Solutions rows = ask_endpoint(endpoint_, query, std::chrono::milliseconds(0)).solutions;
  // A label of a blank node means something within its answer only.
  for (auto& row : rows)
    for (rdf::Term& term : row)
      if (term.kind == rdf::TermKind::blank) {
        std::string label = "a" + std::to_string(queries_) + "x";
        for (const char c : term.value)
          if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
            label += c;
        term.value = std::move(label);
      }
  return rows;
}

std::uint64_t EndpointSource::count(const std::string& group) const {
  const Solutions rows = ask("SELECT (COUNT(*) AS ?n) WHERE { " + group + " }");
  std::uint64_t number = 0;
  if (rows.size() != 1 || rows[0].size() != 1)
    throw FormatError("query.bad-results", "a count has one row and one column", Place{endpoint_, {}, {}, {}, {}});
  const std::string& text = rows[0][0].value;
  if (std::from_chars(text.data(), text.data() + text.size(), number).ec != std::errc())
    throw FormatError("query.bad-results", "'" + text + "' is no count", Place{endpoint_, {}, {}, {}, {}});
  return number;
}

EndpointSource::Solutions EndpointSource::ask_all(const std::string& variables, const std::string& group) const {
  const std::string query = "SELECT DISTINCT " + variables + " WHERE { " + group + " }";
  Solutions rows = ask(query);
  if (rows.size() < suspicious_rows)
    return rows;
  const std::uint64_t wanted = count("{ " + query + " }");
  if (rows.size() < wanted)
    throw IoError("net.incomplete", "<" + endpoint_ + "> gave " + std::to_string(rows.size()) + " of " + std::to_string(wanted) +
                                        " rows; it has to allow larger answers");
  return rows;
}

ValueId EndpointSource::id_of(const rdf::Term& term) const {
  if (const auto carried = ValueId::from_term(term))
    return *carried;
  const auto [at, is_new] = ids_.try_emplace(term, ValueId(graph::Tag::vocabulary, terms_.size() + 1));
  if (is_new)
    terms_.push_back(term);
  return at->second;
}

rdf::Term EndpointSource::term(ValueId id) const {
  return id.carries_value() ? id.to_term() : terms_.at(id.payload() - 1);
}

std::optional<ValueId> EndpointSource::find(const rdf::TermView& term) const {
  if (const auto carried = ValueId::from_term(term))
    return carried;
  const rdf::Term wanted(term);
  if (const auto known = ids_.find(wanted); known != ids_.end())
    return known->second;
  const auto [at, is_new] = known_.try_emplace(wanted, false);
  if (is_new && link::sparql::can_be_written(term)) {
    const std::string text = rdf::to_ntriples(term);
    const std::string somewhere = term.kind == rdf::TermKind::iri
                                      ? "{ " + text + " ?p ?o } UNION { ?s " + text + " ?o } UNION { ?s ?p " + text + " }"
                                      : "?s ?p " + text;
    // No ASK, which Virtuoso answers as if it were a SELECT.
    at->second = !ask("SELECT * WHERE { " + somewhere + " } LIMIT 1").empty();
  }
  return at->second ? std::optional(id_of(wanted)) : std::nullopt;
}

void EndpointSource::keep(ValueId subject, ValueId predicate, ValueId object) const {
  of_[subject].emplace(subject, predicate, object);
  about_[object].emplace(subject, predicate, object);
}

void EndpointSource::fetch_statements_of(ValueId subject) const {
  if (!subjects_.insert(subject).second)
    return;
  const rdf::Term name = term(subject);
  if (!link::sparql::can_be_written(name) || name.kind != rdf::TermKind::iri)
    return;
  for (const auto& row : ask_all("?p ?o ?q ?x", rdf::to_ntriples(name) + " ?p ?o . OPTIONAL { ?o ?q ?x FILTER(isBlank(?o)) }")) {
    const ValueId object = id_of(row.at(1));
    keep(subject, id_of(row.at(0)), object);
    if (row.at(2).kind == rdf::TermKind::iri && row[1].kind == rdf::TermKind::blank)
      keep(object, id_of(row[2]), id_of(row.at(3)));
  }
}

void EndpointSource::fetch_statements_about(ValueId object) const {
  if (!objects_.insert(object).second)
    return;
  const rdf::Term name = term(object);
  if (!link::sparql::can_be_written(name))
    return;
  std::string properties;
  for (const std::string& iri : incoming_)
    properties += " <" + iri + ">";
  for (const auto& row : ask_all("?s ?p ?t ?q", "VALUES ?p {" + properties + " } ?s ?p " + rdf::to_ntriples(name) +
                                                    " . OPTIONAL { ?t ?q ?s FILTER(isBlank(?s)) }")) {
    const ValueId subject = id_of(row.at(0));
    keep(subject, id_of(row.at(1)), object);
    if (row.at(2).kind != rdf::TermKind::none && row[0].kind == rdf::TermKind::blank)
      keep(id_of(row[2]), id_of(row.at(3)), subject);
  }
}

std::shared_ptr<const EndpointSource::Rows> EndpointSource::rows(const Key& pattern) const {
  const auto& [subject, predicate, object] = pattern;
  const auto matching = [&](const std::unordered_map<ValueId, std::set<Key>>& statements, ValueId node) {
    auto out = std::make_shared<Rows>();
    if (const auto found = statements.find(node); found != statements.end())
      for (const auto& [s, p, o] : found->second)
        if ((!subject.defined() || s == subject) && (!predicate.defined() || p == predicate) && (!object.defined() || o == object))
          out->push_back({s, p, o, graph::undefined});
    return out;
  };
  if (subject.defined()) {
    fetch_statements_of(subject);
    return matching(of_, subject);
  }
  if (object.defined() &&
      ((predicate.defined() && incoming_.contains(term(predicate).value)) || kind(object) == rdf::TermKind::blank)) {
    fetch_statements_about(object);
    return matching(about_, object);
  }
  auto& answer = answers_[pattern];
  if (!answer)
    answer = std::make_shared<const Rows>(fetch_matching(pattern));
  return answer;
}

EndpointSource::Rows EndpointSource::fetch_matching(const Key& pattern) const {
  const auto& [subject, predicate, object] = pattern;
  if (object.defined() && !link::sparql::can_be_written(term(object)))
    return {};
  const auto text = [this](ValueId id, const char* variable) {
    return id.defined() ? rdf::to_ntriples(term(id)) : std::string(variable);
  };
  std::string variables = "?s", group = "?s " + text(predicate, "?p") + ' ' + text(object, "?o");
  variables += predicate.defined() ? "" : " ?p";
  variables += object.defined() ? "" : " ?o";
  const bool with_nameless = !object.defined() && predicate.defined() && incoming_.contains(term(predicate).value);
  if (with_nameless) {
    variables += " ?q ?x";
    group += " . OPTIONAL { ?o ?q ?x FILTER(isBlank(?o)) }";
  }
  std::set<Row> out; // what is said of a nameless node gives several solutions
  for (const auto& row : ask_all(variables, group)) {
    std::size_t column = 0;
    Row found{};
    found[graph::subject] = id_of(row.at(column++));
    found[graph::predicate] = predicate.defined() ? predicate : id_of(row.at(column++));
    found[graph::object] = object.defined() ? object : id_of(row.at(column++));
    out.insert(found);
    if (with_nameless && row.at(column).kind == rdf::TermKind::iri && row[1].kind == rdf::TermKind::blank)
      keep(found[graph::object], id_of(row[column]), id_of(row.at(column + 1)));
  }
  return {out.begin(), out.end()};
}

std::unique_ptr<graph::QuadScan> EndpointSource::scan(const Pattern& pattern, std::span<const graph::Position>) const {
  return std::make_unique<Scan>(*this, pattern);
}

std::uint64_t EndpointSource::estimate(const Pattern& pattern) const {
  const Key key = key_of(pattern);
  const auto& [subject, predicate, object] = key;
  if (subject.defined())
    return rows(key)->size();
  if (object.defined() && !link::sparql::can_be_written(term(object)))
    return about_.contains(object) ? about_.at(object).size() : 0;
  const auto known = counts_.find(key);
  if (known != counts_.end())
    return known->second;
  const std::string group = "?s " + (predicate.defined() ? rdf::to_ntriples(term(predicate)) : "?p") + ' ' +
                            (object.defined() ? rdf::to_ntriples(term(object)) : "?o");
  return counts_[key] = count("SELECT DISTINCT * { " + group + " }");
}

} // namespace micrograph::cli
