#include "conformance/sparql_results.hpp"

#include "base/json.hpp"
#include "base/text_file.hpp"
#include "document/xml.hpp"
#include "rdf/canonical.hpp"
#include "rdf/serd_io.hpp"
#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace micrograph::conformance {

namespace {

constexpr char result_set[] = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#";

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

rdf::Term literal(std::string lexical, std::string datatype, std::string language) {
  if (datatype == rdf::vocabulary::xsd::string)
    datatype.clear();
  return {rdf::TermKind::literal, std::move(lexical), std::move(datatype), std::move(language)};
}

/// SPARQL Query Results XML Format, and result sets in the plain RDF/XML that the suite writes them in.
class ResultHandler final : public document::XmlHandler {
public:
  explicit ResultHandler(ResultTable& table) : table_(table) {}

  void start_element(const document::XmlName& name, std::span<const document::XmlNamespace>,
                     std::span<const document::XmlAttribute> attributes) override {
    text_.clear();
    datatype_.clear();
    language_.clear();
    resource_.clear();
    node_.clear();
    names_.emplace_back(name.local);
    for (const document::XmlAttribute& attribute : attributes) {
      if (attribute.name.local == "datatype")
        datatype_ = attribute.value;
      else if (attribute.name.local == "lang")
        language_ = lower(attribute.value);
      else if (attribute.name.local == "name" && name.local == "binding")
        variable_ = attribute.value;
      else if (attribute.name.local == "resource")
        resource_ = attribute.value;
      else if (attribute.name.local == "nodeID")
        node_ = attribute.value;
    }
    if (name.local == "result" || name.local == "solution")
      table_.rows.emplace_back();
  }
  void end_element() override {
    const std::string name = names_.back();
    names_.pop_back();
    if (name == "uri")
      give(rdf::Term(rdf::iri(text_)));
    else if (name == "bnode")
      give(rdf::Term(rdf::blank(text_)));
    else if (name == "literal")
      give(literal(text_, datatype_, language_));
    else if (name == "boolean")
      table_.boolean = text_ == "true";
    else if (name == "variable")
      variable_ = text_;
    else if (name == "value")
      give(!resource_.empty() ? rdf::Term(rdf::iri(resource_))
           : !node_.empty()   ? rdf::Term(rdf::blank(node_))
                              : literal(text_, datatype_, language_));
    else if (name == "index")
      table_.ordered = true; // the rows stand in their order
    text_.clear();
  }
  void text(std::string_view piece) override { text_ += piece; }
  void processing_instruction(std::string_view, std::string_view) override {}

private:
  void give(rdf::Term term) { table_.rows.back()[variable_] = std::move(term); }

  ResultTable& table_;
  std::vector<std::string> names_;
  std::string text_, datatype_, language_, resource_, node_, variable_;
};

ResultTable read_json_results(const std::filesystem::path& file) {
  ResultTable table;
  const std::string text = read_text_file(file);
  const JsonValue json = read_json(text, file.string());
  if (const JsonValue* boolean = json.find("boolean")) {
    table.boolean = boolean->boolean();
    return table;
  }
  const auto member = [](const JsonValue& value, std::string_view key) {
    const JsonValue* found = value.find(key);
    return found == nullptr ? std::string() : std::string(found->string().value_or(""));
  };
  for (const JsonValue& binding : json.find("results")->find("bindings")->items()) {
    auto& row = table.rows.emplace_back();
    for (const JsonMember& cell : binding.members()) {
      const std::string type = member(cell.value, "type"), value = member(cell.value, "value");
      if (type == "uri")
        row[cell.key] = rdf::Term(rdf::iri(value));
      else if (type == "bnode")
        row[cell.key] = rdf::Term(rdf::blank(value));
      else
        row[cell.key] = literal(value, member(cell.value, "datatype"), lower(member(cell.value, "xml:lang")));
    }
  }
  return table;
}

ResultTable read_rdf_results(const std::filesystem::path& file, const std::string& base) {
  rdf::QuadList list;
  rdf::read_rdf(read_text_file(file), rdf::Syntax::turtle, base, list, file.string());
  const auto& quads = list.quads();
  const auto objects = [&](const rdf::Term& subject, const char* property) {
    std::vector<rdf::Term> out;
    for (const rdf::Quad& quad : quads)
      if (quad.subject == subject && quad.predicate.value == std::string(result_set) + property)
        out.push_back(quad.object);
    return out;
  };
  ResultTable table;
  std::vector<std::pair<long, std::map<std::string, rdf::Term>>> rows;
  for (const rdf::Quad& quad : quads) {
    if (quad.predicate.value == std::string(result_set) + "boolean")
      table.boolean = quad.object.value == "true";
    if (quad.predicate.value != std::string(result_set) + "solution")
      continue;
    const auto index = objects(quad.object, "index");
    table.ordered = table.ordered || !index.empty();
    std::map<std::string, rdf::Term> row;
    for (const rdf::Term& binding : objects(quad.object, "binding"))
      row[objects(binding, "variable").at(0).value] = objects(binding, "value").at(0);
    rows.emplace_back(index.empty() ? 0 : std::stol(index.front().value), std::move(row));
  }
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (auto& row : rows)
    table.rows.push_back(std::move(row.second));
  return table;
}

/// The same number, the same text.
rdf::Term by_value(rdf::Term term) {
  namespace xsd = rdf::vocabulary::xsd;
  if (term.datatype != xsd::decimal && term.datatype != xsd::double_ && term.datatype != xsd::float_)
    return term;
  char* end = nullptr;
  const double number = std::strtod(term.value.c_str(), &end);
  if (end == term.value.c_str() || *end != '\0')
    return term;
  char text[64];
  std::snprintf(text, sizeof text, "%.13g", number);
  term.value = text;
  return term;
}

/// The table as a graph, so that tables are equal if the graphs are isomorphic.
std::vector<rdf::Quad> as_graph(const ResultTable& table, bool ordered, bool as_sets) {
  std::vector<std::map<std::string, rdf::Term>> rows = table.rows;
  for (auto& row : rows)
    for (auto& cell : row)
      cell.second = by_value(cell.second);
  if (as_sets) {
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  }
  std::vector<rdf::Quad> quads;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const rdf::Term row(rdf::blank("row" + std::to_string(i)));
    const auto say = [&](const std::string& what, const rdf::Term& object) {
      quads.emplace_back(row, rdf::Term(rdf::iri("row:" + what)), object);
    };
    say("is", rdf::Term(rdf::iri("row:row")));
    if (ordered)
      say("index", rdf::Term(rdf::literal(std::to_string(i))));
    for (const auto& [variable, term] : rows[i])
      say("of-" + variable, term);
  }
  return quads;
}

} // namespace

ResultTable read_results(const std::filesystem::path& file, const std::string& base) {
  if (file.extension() == ".srj")
    return read_json_results(file);
  if (file.extension() == ".ttl")
    return read_rdf_results(file, base);
  ResultTable table;
  ResultHandler handler(table);
  FindingList findings;
  const std::string text = read_text_file(file);
  document::parse_xml(std::as_bytes(std::span(text)), file.string(), handler, findings);
  return table;
}

bool is_result_set(const std::filesystem::path& file) {
  return read_text_file(file).find("ResultSet") != std::string::npos;
}

std::string difference(const ResultTable& actual, const ResultTable& expected, bool as_sets) {
  if (actual.boolean || expected.boolean)
    return actual.boolean == expected.boolean ? "" : "the other truth value";
  const auto left = as_graph(actual, expected.ordered, as_sets),
             right = as_graph(expected, expected.ordered, as_sets);
  if (rdf::isomorphic(left, right))
    return {};
  return "found\n" + rdf::sorted_nquads(left) + "    instead of\n" + rdf::sorted_nquads(right);
}

} // namespace micrograph::conformance
