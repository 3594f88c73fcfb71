#include "lint/query_check.hpp"

#include "base/error.hpp"
#include "lint/statement_check.hpp"
#include "mapping/profile.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>

namespace micrograph::lint {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void fail(const std::string& name, const std::string& text) {
  throw FormatError("lint.check", text, Place{name, {}, {}, {}, {}});
}

/// `#+ key: value` lines at the head.
std::map<std::string, std::string> read_head(std::string_view text) {
  std::map<std::string, std::string> head;
  while (text.starts_with('#')) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    const auto colon = line.find(": ");
    if (line.starts_with("#+ ") && colon != std::string_view::npos)
      head.emplace(line.substr(3, colon - 3), line.substr(colon + 2));
  }
  return head;
}

/// The message with each `{name}` replaced by what `value` gives for the name.
std::string filled(std::string_view message, const std::function<std::string(std::string_view)>& value) {
  std::string out;
  while (!message.empty()) {
    const auto open = message.find('{');
    out += message.substr(0, open);
    if (open == std::string_view::npos)
      break;
    const auto close = message.find('}', open);
    if (close == std::string_view::npos)
      return out.append(message.substr(open));
    out += value(message.substr(open + 1, close - open - 1));
    message.remove_prefix(close + 1);
  }
  return out;
}

/// An IRI in brackets; of a literal its text, without the datatype, which is no news to a reader.
std::string shown(const rdf::Term& term) {
  if (term.kind == rdf::TermKind::none)
    return "(nothing)";
  return term.kind == rdf::TermKind::literal ? term.value : named(term);
}

std::optional<Severity> severity_of(std::string_view name) {
  for (const Severity severity : {Severity::note, Severity::warning, Severity::error})
    if (name == name_of(severity))
      return severity;
  return std::nullopt;
}

std::optional<std::size_t> position_of(const query::PreparedQuery& query, std::string_view variable) {
  const auto& variables = query.variables();
  const auto it = std::find(variables.begin(), variables.end(), variable);
  return it == variables.end() ? std::nullopt : std::optional<std::size_t>(it - variables.begin());
}

} // namespace

std::vector<QueryCheck> load_checks(const fs::path& folder) {
  std::vector<QueryCheck> checks;
  for (const mapping::LoadedFile& file : mapping::load_files(folder, {".rq"})) {
    auto head = read_head(file.text);
    const std::string name = (folder / file.name).string();
    QueryCheck check{head["code"], Severity::warning, head["message"], folder / file.name,
                     query::PreparedQuery(file.text, name)};
    const auto severity = severity_of(head["severity"]);
    if (check.code.empty() || check.message.empty() || !severity)
      fail(name, "the head of a check has a code, a severity (note, warning or error) and a message");
    if (check.query.form() != query::Form::select)
      fail(name, "a check is a SELECT query");
    check.severity = *severity;
    (void)filled(check.message, [&](std::string_view variable) -> std::string {
      if (!position_of(check.query, variable))
        fail(name, "the message names {" + std::string(variable) + "}, which the query does not select");
      return {};
    });
    checks.push_back(std::move(check));
  }
  return checks;
}

void run_check(const QueryCheck& check, const graph::QuadSource& source, const std::string& name,
               const query::Limits& limits, std::uint64_t most, FindingSink& findings) {
  const auto node = position_of(check.query, "node");
  std::uint64_t rows = 0;
  check.query.select(
      source,
      [&](const query::Solution& row) {
        if (++rows > most)
          return;
        Place place{name, {}, {}, {}, {}};
        if (node && row[*node].kind != rdf::TermKind::none)
          place.path = named(row[*node]);
        findings.report({check.code, check.severity, std::move(place),
                         filled(check.message, [&](std::string_view variable) {
                           return shown(row[*position_of(check.query, variable)]);
                         })});
      },
      limits);
  if (rows > most)
    findings.report({"lint.more", Severity::note, Place{name, {}, {}, {}, {}},
                     "more findings of " + check.code + ": " + std::to_string(rows - most) + "; --most tells more of them"});
}

} // namespace micrograph::lint
