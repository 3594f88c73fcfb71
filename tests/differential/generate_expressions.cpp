#include "differential/generator.hpp"

#include <utility>

namespace micrograph::differential {

namespace {

QueryText call(const std::string& name, std::vector<QueryText> arguments) {
  return QueryText::around((name + "(").c_str(), QueryText(std::move(arguments), ", "), ")");
}

QueryText infix(QueryText left, const std::string& sign, QueryText right) {
  std::vector<QueryText> parts{std::move(left), QueryText(sign), std::move(right)};
  return QueryText::around("(", QueryText(std::move(parts)), ")");
}

} // namespace

std::string QueryGenerator::fragment() {
  return "\"" + random_.of(vocabulary_.fragments) + "\"";
}

/// What the engine may answer from the order of its dictionary, or from an index of texts.
QueryText QueryGenerator::text_condition() {
  const std::string name = variable();
  static const std::vector<std::string> views{"", "", "STR", "STR", "LCASE", "UCASE"};
  const std::string& view = random_.of(views);
  const std::string text = view.empty() ? name : view + "(" + name + ")";
  switch (random_.below(5)) {
  case 0:
    return call("STRSTARTS", {text, fragment()});
  case 1:
    return call("STRENDS", {text, fragment()});
  case 2: {
    static const std::vector<std::string> patterns{"^alp", "alpha", "^(alp|bet)", "a$", "b.*ta", "lph", "^ALP", "[ab]l"};
    std::vector<QueryText> arguments{text, QueryText("\"" + random_.of(patterns) + "\"")};
    if (random_.chance(50))
      arguments.emplace_back("\"i\"");
    return call("REGEX", std::move(arguments));
  }
  case 3:
    return infix(text, "=", fragment());
  default:
    return call("CONTAINS", {text, fragment()});
  }
}

QueryText QueryGenerator::comparison(int depth) {
  static const std::vector<std::string> signs{"=", "=", "!=", "<", ">", "<=", ">="};
  return infix(value(depth), random_.of(signs), value(depth));
}

QueryText QueryGenerator::membership(int depth) {
  std::vector<QueryText> list;
  for (std::size_t i = 0; i < random_.below(4); ++i)
    list.push_back(value(0).or_nothing());
  std::vector<QueryText> parts{value(depth), QueryText(random_.chance(50) ? "IN" : "NOT IN"),
                               call("", std::move(list))};
  return QueryText::around("(", QueryText(std::move(parts)), ")");
}

QueryText QueryGenerator::logic(int depth) {
  static const std::vector<std::string> tests{"isIRI", "isBlank", "isLiteral", "isNumeric"};
  switch (random_.below(depth > 0 ? 10 : 7)) {
  case 0:
  case 1:
    return call("BOUND", {variable()});
  case 2:
    return membership(0);
  case 3:
    return call(random_.of(tests), {variable()});
  case 4:
    return call("sameTerm", {value(0), value(0)});
  case 7:
    return infix(condition(depth - 1), "&&", condition(depth - 1));
  case 8:
    return infix(condition(depth - 1), "||", condition(depth - 1));
  case 9:
    return QueryText::around("(!", condition(depth - 1), ")");
  default:
    return comparison(1);
  }
}

QueryText QueryGenerator::condition(int depth) {
  QueryText made;
  if (depth > 0 && random_.chance(exists_))
    made = QueryText::around(random_.chance(50) ? "EXISTS" : "NOT EXISTS", group(depth - 1), "");
  else if (random_.chance(text_))
    made = text_condition();
  else
    made = logic(depth);
  return std::move(made).or_simply("true");
}

QueryText QueryGenerator::value(int depth) {
  const std::size_t choice = random_.below(depth > 0 ? 100 : 60);
  if (choice < 42)
    return QueryText(variable()).or_simply("1");
  if (choice < 60)
    return QueryText(constant()).or_simply("1");
  QueryText made;
  if (choice < 72) {
    static const std::vector<std::string> signs{"+", "-", "*", "/"};
    made = infix(value(depth - 1), random_.of(signs), value(depth - 1));
  } else if (choice < 88) {
    static const std::vector<std::string> functions{"STR",   "LCASE", "UCASE",    "STRLEN", "ABS",
                                                    "FLOOR", "LANG",  "DATATYPE", "YEAR",   "xsd:integer"};
    made = call(random_.of(functions), {value(depth - 1)});
  } else if (choice < 92) {
    made = call("CONCAT", {call("STR", {value(depth - 1)}), fragment()});
  } else if (choice < 96) {
    made = call("COALESCE", {value(depth - 1), value(depth - 1)});
  } else {
    made = call("IF", {condition(depth - 1), value(depth - 1), value(depth - 1)});
  }
  return std::move(made).or_simply("1");
}

/// None whose value depends on the order of rows.
QueryText QueryGenerator::aggregate() {
  const std::string distinct = random_.chance(35) ? "DISTINCT " : "";
  if (random_.chance(20))
    return "COUNT(" + distinct + "*)";
  std::vector<QueryText> argument{QueryText(distinct), random_.chance(75) ? QueryText(variable()) : value(1)};
  if (random_.chance(12)) {
    argument.emplace_back("; SEPARATOR = \"--\"");
    return QueryText::around("STRLEN(GROUP_CONCAT(", QueryText(std::move(argument)), "))");
  }
  static const std::vector<std::string> functions{"COUNT(", "COUNT(", "SUM(", "MIN(", "MAX(", "AVG("};
  return QueryText::around(random_.of(functions).c_str(), QueryText(std::move(argument)), ")");
}

} // namespace micrograph::differential
