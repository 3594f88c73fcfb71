#include "cli/ready_question.hpp"

#include "base/ascii.hpp"
#include "base/error.hpp"
#include "base/spelling.hpp"
#include "base/text_file.hpp"

#include <algorithm>
#include <map>
#include <sstream>

namespace micrograph::cli {

namespace fs = std::filesystem;

namespace {

constexpr char xsd[] = "http://www.w3.org/2001/XMLSchema#";

std::string trimmed_item(std::string_view text) {
  return std::string(ascii::trimmed(text, " \t\r\"'"));
}

/// An item of a decorator's list, and the items of its own list if it has one.
struct Item {
  std::string text;
  std::size_t indent = 0;
  std::vector<std::string> below;
};

/// The decorators: `key: value`, and below a key without a value the items of its list.
struct Decorators {
  std::map<std::string, std::string> values;
  std::map<std::string, std::vector<Item>> lists;
};

Decorators read_decorators(const std::string& text) {
  Decorators out;
  std::istringstream lines(text);
  std::string list;
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("#+"))
      continue;
    const std::string content = trimmed_item(line.substr(2));
    if (content.starts_with("- ")) {
      const std::size_t indent = line.find('-');
      std::vector<Item>& items = out.lists[list];
      if (!items.empty() && indent > items.back().indent)
        items.back().below.push_back(trimmed_item(content.substr(2)));
      else
        items.push_back({trimmed_item(content.substr(2)), indent, {}});
      continue;
    }
    const auto colon = content.find(':');
    if (colon == std::string::npos)
      continue;
    list = content.substr(0, colon);
    out.values[list] = trimmed_item(content.substr(colon + 1));
  }
  return out;
}

bool is_name(char c) { return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Variables that start with an underscore, in the order of first mention; comments do not count.
std::vector<ReadyQuestion::Parameter> read_parameters(const std::string& text) {
  static const std::vector<std::string> kinds{"iri", "decimal", "integer", "double", "date", "dateTime"};
  std::vector<ReadyQuestion::Parameter> parameters;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("#"))
      continue;
    for (std::size_t at = line.find("?_"); at != std::string::npos; at = line.find("?_", at + 1)) {
      std::size_t end = at + 1;
      while (end < line.size() && is_name(line[end]))
        ++end;
      ReadyQuestion::Parameter parameter;
      parameter.variable = line.substr(at + 1, end - at - 1);
      parameter.name = parameter.variable.substr(1);
      for (const std::string& kind : kinds)
        if (parameter.name.size() > kind.size() + 1 && parameter.name.ends_with("_" + kind)) {
          parameter.kind = kind;
          parameter.name.resize(parameter.name.size() - kind.size() - 1);
          break;
        }
      if (std::none_of(parameters.begin(), parameters.end(),
                       [&](const auto& other) { return other.variable == parameter.variable; }))
        parameters.push_back(std::move(parameter));
    }
  }
  return parameters;
}

/// The parameter that an item `name: …` is about.
ReadyQuestion::Parameter& parameter_of(ReadyQuestion& question, const Item& item) {
  const auto colon = item.text.find(':');
  const std::string name = item.text.substr(0, colon);
  const auto it = std::find_if(question.parameters.begin(), question.parameters.end(),
                               [&name](const auto& parameter) { return parameter.name == name; });
  if (colon == std::string::npos || it == question.parameters.end())
    throw FormatError("question.unknown-default", "'" + name + "' is no parameter of the query",
                      Place{question.file.string(), {}, {}, {}, {}});
  return *it;
}

std::string joined(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts)
    out += (out.empty() ? "" : ", ") + text;
  return out;
}

ReadyQuestion load_question(const fs::path& file, const fs::path& folder) {
  ReadyQuestion question;
  question.file = file;
  const fs::path relative = file.lexically_relative(folder);
  question.topic = relative.parent_path().generic_string();
  question.name = (relative.parent_path() / relative.stem()).generic_string();
  question.text = read_text_file(file);
  const Decorators decorators = read_decorators(question.text);
  const auto value = [&decorators](const char* key) {
    const auto it = decorators.values.find(key);
    return it == decorators.values.end() ? std::string() : it->second;
  };
  question.summary = value("summary");
  question.description = value("description");
  if (question.summary.empty())
    throw FormatError("question.no-summary", "a ready question starts with `#+ summary:`",
                      Place{file.string(), {}, {}, 1, {}});
  question.parameters = read_parameters(question.text);
  const auto items = [&decorators](const char* key) {
    const auto it = decorators.lists.find(key);
    return it == decorators.lists.end() ? std::vector<Item>() : it->second;
  };
  for (const Item& item : items("tags"))
    question.tags.push_back(item.text);
  for (const Item& item : items("defaults"))
    parameter_of(question, item).default_value = trimmed_item(item.text.substr(item.text.find(':') + 1));
  for (const Item& item : items("enumerate"))
    parameter_of(question, item).choices = item.below;
  return question;
}

} // namespace

std::vector<ReadyQuestion> load_questions(const fs::path& folder) {
  std::vector<ReadyQuestion> questions;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file() && entry.path().extension() == ".rq")
      questions.push_back(load_question(entry.path(), folder));
  std::sort(questions.begin(), questions.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return questions;
}

std::string ReadyQuestion::Parameter::example() const {
  static const std::map<std::string, std::string> by_kind{
      {"iri", "https://example.org/thing"}, {"decimal", "1.5"},     {"integer", "2"},
      {"double", "1.5"},                    {"date", "2024-01-31"}, {"dateTime", "2024-01-31T12:00:00Z"}};
  if (default_value)
    return *default_value;
  if (!choices.empty())
    return choices.front();
  const auto known = by_kind.find(kind);
  return known == by_kind.end() ? "TEXT" : known->second;
}

std::string ReadyQuestion::example_call() const {
  std::string call = "micrograph ask GRAPH " + name;
  for (const Parameter& parameter : parameters) {
    const std::string argument = parameter.name + "=" + parameter.example();
    const bool is_plain = argument.find_first_of(" '\"$&|;<>()*?[]#~`\\") == std::string::npos;
    call += is_plain ? " " + argument : " \"" + argument + "\"";
  }
  return call;
}

rdf::Term parameter_value(const ReadyQuestion::Parameter& parameter, const std::string& text) {
  const auto& choices = parameter.choices;
  if (!choices.empty() && std::find(choices.begin(), choices.end(), text) == choices.end()) {
    const auto meant = nearest(text, choices);
    throw UsageError("usage.bad-parameter", "'" + parameter.name + "' is one of " + joined(choices) + ", not '" + text +
                                                "'" + (meant ? "; did you mean " + *meant + "?" : ""));
  }
  if (parameter.kind.empty())
    return rdf::Term(rdf::literal(text));
  if (parameter.kind == "iri")
    return rdf::Term(rdf::iri(text));
  std::string lexical = text;
  if (parameter.kind == "decimal" && lexical.find('.') == std::string::npos)
    lexical += ".0"; // people write 63 for a decimal
  const std::string datatype = xsd + parameter.kind;
  const bool number = parameter.kind != "date" && parameter.kind != "dateTime";
  const std::string allowed = number ? "0123456789+-.eE" : "0123456789+-:TZ.";
  if (text.empty() || text.find_first_not_of(allowed) != std::string::npos)
    throw UsageError("usage.bad-parameter", "'" + parameter.name + "' takes a value of kind " + parameter.kind +
                                                ", not '" + text + "'");
  return rdf::Term(rdf::TermKind::literal, lexical, datatype);
}

const ReadyQuestion& find_question(const std::vector<ReadyQuestion>& questions, const std::string& name) {
  std::vector<const ReadyQuestion*> found;
  std::vector<std::string> names;
  std::string near;
  for (const ReadyQuestion& question : questions) {
    if (question.name == name)
      return question;
    names.push_back(question.name);
    names.push_back(question.name.substr(question.name.find('/') + 1));
    if (question.name.ends_with("/" + name))
      found.push_back(&question);
    else if (question.name.find(name) != std::string::npos)
      near += "\n  " + question.name;
  }
  if (found.size() == 1)
    return *found.front();
  if (found.size() > 1) {
    near.clear();
    for (const ReadyQuestion* question : found)
      near += "\n  " + question->name;
    throw UsageError("usage.ambiguous-question", "several questions are called '" + name + "':" + near);
  }
  const auto meant = near.empty() ? nearest(name, names) : std::nullopt;
  throw UsageError("usage.unknown-question",
                   "no question is called '" + name + "'; " +
                       (meant ? "did you mean '" + *meant + "'? " : "") + "`micrograph ask --list` lists all" +
                       (near.empty() ? "" : ", among them:" + near));
}

} // namespace micrograph::cli
