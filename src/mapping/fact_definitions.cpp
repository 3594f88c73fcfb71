#include "mapping/fact_definitions.hpp"

#include "base/ascii.hpp"
#include "base/error.hpp"
#include "sssom/table.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace micrograph::mapping {

namespace {

class Reader {
public:
  explicit Reader(const sssom::Table& table)
      : table_(table), prefixes_(sssom::read_prefixes(table.metadata.find("curie_map"))), line_(table.header_line) {}

  FactDefinitions read() {
    entities();
    if (const sssom::YamlNode* labels = table_.metadata.find("labels"))
      for (const std::string& label : labels->texts())
        definitions_.label_properties.push_back(iri(label));
    for (const sssom::TableRow& row : table_.rows) {
      line_ = row.line;
      definitions_.facts.push_back(fact(row));
    }
    return std::move(definitions_);
  }

private:
  [[noreturn]] void fail(const std::string& text) const {
    throw FormatError("facts.definition", text, Place{table_.file, {}, {}, line_, {}});
  }

  std::string iri(std::string_view curie) const {
    auto expanded = prefixes_.expand(curie);
    if (!expanded)
      fail("the prefix of \"" + std::string(curie) + "\" is not in curie_map");
    return std::move(*expanded);
  }

  void entities() {
    const sssom::YamlNode* entities = table_.metadata.find("entities");
    if (!entities || entities->entries.empty())
      fail("`entities` must say which classes make an entity");
    for (const auto& [name, classes] : entities->entries) {
      line_ = classes.line;
      EntityType type{name, {}};
      for (const std::string& curie : classes.texts())
        type.classes.push_back(iri(curie));
      definitions_.entities.push_back(std::move(type));
    }
    line_ = table_.header_line;
  }

  std::string cell(const sssom::TableRow& row, std::string_view column, bool required) const {
    const auto index = table_.column(column);
    const std::string text = index ? row.cell(*index) : std::string();
    if (required && text.empty())
      fail("there is no " + std::string(column));
    return text;
  }

  FactDefinition fact(const sssom::TableRow& row) {
    FactDefinition fact;
    fact.name = cell(row, "fact", true);
    const std::string entity = cell(row, "entity", true);
    const auto type = std::find_if(definitions_.entities.begin(), definitions_.entities.end(),
                                   [&](const EntityType& t) { return t.name == entity; });
    if (type == definitions_.entities.end())
      fail("\"" + entity + "\" is not among `entities`");
    fact.entity = static_cast<std::size_t>(type - definitions_.entities.begin());
    fact.path = path(cell(row, "path", true));
    fact.kind = kind(cell(row, "kind", true));
    fact.unit = cell(row, "unit", false);
    fact.label = cell(row, "label", false);
    if (const std::string canonical = cell(row, "canonical", false); !canonical.empty()) {
      fact.canonical = quantity::Unit::from_iri(iri(canonical));
      if (!fact.canonical)
        fail("the unit \"" + canonical + "\" is not known");
    }
    if (fact.kind == FactKind::quantity && !fact.canonical)
      fail("a quantity needs a canonical unit");
    fact.index_step = index(cell(row, "index", false), fact.path);
    return fact;
  }

  FactKind kind(const std::string& text) const {
    if (text == "quantity")
      return FactKind::quantity;
    if (text == "literal")
      return FactKind::literal;
    if (text == "term")
      return FactKind::term;
    if (text == "iri")
      return FactKind::iri;
    if (text == "present")
      return FactKind::present;
    fail("\"" + text + "\" is no kind of fact");
  }

  std::size_t index(const std::string& text, const std::vector<PathPart>& path) const {
    if (text.empty())
      return 0;
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const auto steps = static_cast<std::size_t>(
        std::count_if(path.begin(), path.end(), [](const PathPart& p) { return p.is_step(); }));
    if (error != std::errc() || end != text.data() + text.size() || number == 0 || number > steps)
      fail("index must be the number of a step of the path");
    return number;
  }

  std::vector<PathPart> path(std::string_view text) const {
    std::vector<PathPart> parts;
    while (!(text = ascii::trimmed(text)).empty()) {
      std::size_t end = std::min(text.find(' '), text.size());
      // A text in a test may hold blanks.
      if (text.front() == '[')
        end = std::min(text.find(']'), text.size() - 1) + 1;
      parts.push_back(part(text.substr(0, end)));
      text.remove_prefix(end);
    }
    if (parts.empty() ||
        !std::any_of(parts.begin(), parts.end(), [](const PathPart& p) { return p.is_step(); }))
      fail("a path has at least one step");
    return parts;
  }

  PathPart part(std::string_view word) const {
    if (word.front() == '^')
      return {PathPart::Kind::inverse, iri(word.substr(1)), {}};
    if (word.front() != '[')
      return {PathPart::Kind::forward, iri(word), {}};
    if (word.size() < 3 || word.back() != ']')
      fail("a test is not closed");
    const std::string_view test = word.substr(1, word.size() - 2);
    if (test.front() == '!')
      return {PathPart::Kind::without, iri(test.substr(1)), {}};
    const auto equals = test.find('=');
    if (equals == std::string_view::npos)
      return {PathPart::Kind::of_class, iri(test), {}};
    const std::string_view value = test.substr(equals + 1);
    const bool quoted = value.size() >= 2 && value.front() == '"' && value.back() == '"';
    return {PathPart::Kind::has_value, iri(test.substr(0, equals)),
            quoted ? rdf::Term(rdf::literal(value.substr(1, value.size() - 2)))
                   : rdf::Term(rdf::TermKind::iri, iri(value))};
  }

  const sssom::Table& table_;
  sssom::PrefixMap prefixes_;
  std::uint64_t line_;
  FactDefinitions definitions_;
};

} // namespace

FactDefinitions read_fact_definitions(std::string_view text, const std::string& file) {
  return Reader(sssom::read_table(text, file)).read();
}

} // namespace micrograph::mapping
