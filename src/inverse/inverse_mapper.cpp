#include "inverse/inverse_mapper.hpp"

#include "base/error.hpp"
#include "graph/snapshot.hpp"
#include "mapping/acting_rows.hpp"
#include "mapping/functions.hpp"
#include "mapping/places.hpp"
#include "mapping/profile.hpp"
#include "rdf/statement_sink.hpp"
#include "rdf/vocabulary.hpp"
#include "sssom/check.hpp"
#include "sssom/operations.hpp"
#include "sssom/read.hpp"
#include "sssom/review.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <utility>

namespace micrograph::inverse {

namespace {

namespace vocabulary = rdf::vocabulary;

constexpr char table_file[] = "inverse/document.tsv";

/// `new:number`: the parts of each thing that are of one class are numbered from 0, in document order.
void number_parts(const std::vector<rdf::Quad>& statements, rdf::StatementSink& sink) {
  std::map<std::string_view, std::string_view> classes;
  for (const rdf::Quad& quad : statements)
    if (quad.predicate.value == vocabulary::rdf::type)
      classes.try_emplace(quad.subject.value, quad.object.value);
  std::map<std::pair<std::string_view, std::string_view>, std::vector<std::string_view>> parts; // by whole and class
  for (const rdf::Quad& quad : statements)
    if (quad.predicate.value == vocabulary::dcterms::has_part && quad.object.kind == rdf::TermKind::iri)
      if (const auto found = classes.find(quad.object.value); found != classes.end())
        parts[{quad.subject.value, found->second}].push_back(quad.object.value);
  const std::string property = std::string(export_start) + "number";
  for (auto& [whole, members] : parts) {
    std::sort(members.begin(), members.end(),
              [](std::string_view a, std::string_view b) { return mapping::compare_places(a, b) < 0; });
    for (std::size_t i = 0; i < members.size(); ++i) {
      const std::string number = std::to_string(i);
      sink.statement({rdf::iri(members[i]), rdf::iri(property), rdf::literal(number, vocabulary::xsd::integer), {}});
    }
  }
}

} // namespace

InverseMapper::InverseMapper(const std::filesystem::path& folder) : functions_(mapping::make_functions(no_values_)) {
  functions_.emplace(std::string(vocabulary::micrograph::function) + "text", [this](std::span<const rdf::Term> arguments) {
    const auto table = arguments.size() == 2 ? texts_.find(arguments[0].value) : texts_.end();
    if (table == texts_.end())
      return rdf::Term();
    const auto text = table->second.find(arguments[1].value);
    return text == table->second.end() ? rdf::Term() : rdf::Term(rdf::literal(text->second));
  });
  bool has_table = false;
  for (const mapping::LoadedFile& file : mapping::load_files(folder, {".sssom.tsv", ".rq", ".tsv"})) {
    if (file.name == table_file) {
      table_ = read_document_table(file.text, file.name);
      has_table = true;
    } else if (file.name.ends_with(".sssom.tsv")) {
      add_table(sssom::read_tsv(file.text, file.name));
    } else if (file.name.starts_with("inverse/") && file.name.ends_with(".rq")) {
      add_rule(file.text, file.name);
    }
  }
  if (!has_table)
    throw FormatError("inverse.table", "the folder has no " + std::string(table_file), Place{folder.string(), {}, {}, {}, {}});
  const std::string item = table_.vocabulary + table_.item;
  for (const auto& [shared, own] : class_rows_)
    if (own == item)
      item_class_ = shared;
  if (item_class_.empty())
    throw FormatError("inverse.table", "no row says what " + table_.item + " is in shared terms", Place{table_file, {}, {}, {}, {}});
}

void InverseMapper::add_table(const sssom::MappingSet& set) {
  sssom::require_valid(set);
  sssom::MappingSet terms = set;
  terms.mappings.clear();
  for (const sssom::Mapping& mapping : set.mappings) {
    if (sssom::review_state(set, mapping) != sssom::ReviewState::accepted)
      continue;
    if (mapping::ValueTables::is_value_row(mapping))
      add_value(set, mapping);
    else
      terms.mappings.push_back(mapping);
  }
  FindingList no_inverse; // those rows do not act forward either
  const sssom::MappingSet inverted = sssom::invert(terms, no_inverse);
  for (const sssom::Mapping& mapping : inverted.mappings)
    add_row(inverted, mapping);
}

void InverseMapper::add_value(const sssom::MappingSet& set, const sssom::Mapping& mapping) {
  const auto enumeration = set.prefixes.expand(mapping.text("subject_source")), term = set.prefixes.expand(mapping.text("object_id"));
  if (enumeration && term && mapping::makes_statements(set, mapping))
    texts_[*enumeration].try_emplace(*term, mapping.text("subject_label"));
}

void InverseMapper::add_row(const sssom::MappingSet& set, const sssom::Mapping& mapping) {
  if (!mapping::makes_statements(set, mapping))
    return;
  const auto shared = set.prefixes.expand(mapping.text("subject_id")), own = set.prefixes.expand(mapping.text("object_id"));
  if (!shared || !own)
    return;
  const std::string_view type = mapping.text("object_type");
  const bool is_class = type == "owl class" || type == "rdfs class";
  // Of several names for one thing the first is that of today; the others are of other years of the schema.
  (is_class ? class_rows_ : property_rows_).try_emplace(*shared, *own);
  properties_.insert(is_class ? vocabulary::rdf::type : *shared);
}

void InverseMapper::add_rule(const std::string& text, const std::string& file) {
  query::PreparedQuery rule(text, file, &functions_);
  if (rule.form() != query::Form::construct)
    throw QueryError("mapping.rule.form", "a rule is a CONSTRUCT query", Place{file, {}, {}, 1, {}});
  const query::PatternPredicates predicates = rule.predicates();
  properties_.insert(predicates.iris.begin(), predicates.iris.end());
  rules_.push_back(std::move(rule));
}

void InverseMapper::apply_rows(const std::vector<rdf::Quad>& statements, std::vector<rdf::Quad>& out) const {
  for (const rdf::Quad& quad : statements) {
    const bool is_type = quad.predicate.value == vocabulary::rdf::type;
    const auto& rows = is_type ? class_rows_ : property_rows_;
    const auto row = rows.find(is_type ? quad.object.value : quad.predicate.value);
    if (row == rows.end())
      continue;
    rdf::Quad& made = out.emplace_back(quad);
    if (is_type)
      made.object.value = row->second;
    else
      made.predicate.value = row->second;
    if (made.object.kind == rdf::TermKind::literal)
      made.object = rdf::Term(rdf::literal(quad.object.value)); // a source has texts
  }
}

std::vector<rdf::Quad> InverseMapper::map(const std::vector<rdf::Quad>& statements) const {
  graph::SnapshotBuilder builder;
  for (const rdf::Quad& quad : statements)
    builder.statement(quad);
  number_parts(statements, builder);
  const auto source = builder.build();
  rdf::QuadList made;
  for (const query::PreparedQuery& rule : rules_)
    rule.construct(*source, made);
  std::vector<rdf::Quad> out = std::move(made.quads());
  apply_rows(statements, out);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

} // namespace micrograph::inverse
