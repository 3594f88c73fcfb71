#include "lift/stated_text.hpp"

#include "lift/emitter.hpp"
#include "lift/stated_node.hpp"
#include "lift/text_names.hpp"

#include <algorithm>
#include <charconv>

namespace micrograph::lift {

namespace {

using Number = StatementTree::Number;

std::string_view text_of(const StatementTree& statements, Number node, const char* property) {
  const Number wanted = statements.find(rdf::iri(property));
  for (const auto& row : statements.about(node))
    if (row[1] == wanted)
      return statements.term(row[2]).value;
  return {};
}

/// 0 if it says none.
std::uint64_t number_of(const StatementTree& statements, Number node, const char* property) {
  const std::string_view text = text_of(statements, node, property);
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? number : 0;
}

void take_part(const StatementTree& statements, StatedText& node, std::string_view property, Number part) {
  const auto sibling = number_of(statements, part, markup::position);
  const auto place = number_of(statements, part, text_markup::position);
  const auto occurrence = number_of(statements, part, text_markup::occurrence);
  const std::string_view value = text_of(statements, part, rdf::vocabulary::rdf::value);
  bool is_new = false;
  if (property == text_markup::remark)
    is_new = sibling != 0 && node.remarks.emplace(sibling, value).second;
  else if (property == text_markup::row)
    is_new = place != 0 && node.rows.emplace(place, part).second;
  else if (place != 0)
    is_new = node.listed.emplace(std::tuple(property, std::max<std::uint64_t>(occurrence, 1), place), value).second;
  else if (occurrence != 0)
    is_new = node.repeated.emplace(std::pair(property, occurrence), value).second;
  else
    is_new = sibling != 0 && node.sections.emplace(sibling, part).second;
  if (!is_new)
    refuse_tree(statements.term(part).value, "it has no position, or that of another part of " + std::string(node.iri));
}

} // namespace

const std::string_view* StatedText::literal(std::string_view property) const {
  const auto found = literals.find(property);
  return found == literals.end() ? nullptr : &found->second;
}

const std::string_view* StatedText::value(std::string_view property, std::uint64_t occurrence) const {
  if (occurrence == 1)
    return literal(property);
  const auto found = repeated.find({property, occurrence});
  return found == repeated.end() ? nullptr : &found->second;
}

StatedText read_stated_text(const StatementTree& statements, Number number) {
  StatedText node;
  node.iri = statements.term(number).value;
  for (const auto& row : statements.about(number)) {
    const std::string_view property = statements.term(row[1]).value;
    const rdf::TermView object = statements.term(row[2]);
    if (property == rdf::vocabulary::rdf::type)
      node.type = object.value;
    else if (object.kind != rdf::TermKind::literal)
      take_part(statements, node, property, row[2]);
    else if (!node.literals.emplace(property, object.value).second)
      refuse_content(node.iri, "it has two values of <" + std::string(property) + ">");
  }
  return node;
}

} // namespace micrograph::lift
