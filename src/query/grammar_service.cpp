#include "query/grammar.hpp"

#include "query/analyse.hpp"
#include "query/service.hpp"

#include <utility>

namespace micrograph::query {

namespace {

/// True for a variable that was written as one; helpers and blank nodes have names that nobody can write.
bool is_written(const std::string& name) {
  const char first = name.empty() ? '?' : name.front();
  return (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') || (first >= '0' && first <= '9') ||
         static_cast<unsigned char>(first) >= 0x80 || (first == '_' && !name.starts_with("_:"));
}

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text)
    switch (c) {
    case '"':
    case '\\':
      (out += '\\') += c;
      break;
    case '\n':
      out += "\\n";
      break;
    case '\r':
      out += "\\r";
      break;
    default:
      out += c;
    }
  return out + '"';
}

} // namespace

/// What was written from the token `first` on, with IRIs in full: another server knows neither prefixes nor base.
std::string Grammar::text_since(std::size_t first) const {
  std::string out;
  for (std::size_t i = first; i < next_; ++i) {
    const Token& token = tokens_[i];
    if (i != first && tokens_[i - 1].end != token.begin)
      out += ' ';
    switch (token.kind) {
    case TokenKind::iri:
    case TokenKind::prefixed:
      out += "<" + expand(token) + ">";
      break;
    case TokenKind::blank:
      out += "_:" + token.text;
      break;
    case TokenKind::variable:
      out += "?" + token.text;
      break;
    case TokenKind::language:
      out += "@" + token.text;
      break;
    case TokenKind::string:
      out += quoted(token.text);
      break;
    default:
      out += token.text;
    }
  }
  return out;
}

/// SERVICE becomes VALUES with rows that come later. Until then one row without values stands there, so that nothing is
/// taken for bound.
void Grammar::service_pattern(GroupBuilder& group) {
  auto call = std::make_shared<ServiceCall>();
  call->place = place_of(take());
  call->silent = accept_word("SILENT");
  const Token name = peek();
  const PatternTerm endpoint = variable_or_term();
  call->endpoint = endpoint.term.value;
  const std::size_t first = next_, calls_before = services_.size();
  const AlgebraPtr pattern = group_graph_pattern();
  services_.resize(calls_before); // those within are the other server's to make
  call->pattern = text_since(first);
  analyse(*pattern);

  auto values = std::make_unique<Algebra>(AlgebraKind::values);
  const VariableSet visible = visible_variables(*pattern);
  const std::vector<std::string>& names = scopes_.back().frame->names;
  for (VariableIndex variable = 0; variable < names.size(); ++variable)
    if (visible.contains(variable) && is_written(names[variable])) {
      values->variables.push_back(variable);
      call->variables.push_back(names[variable]);
      call->certain.push_back(pattern->certain.contains(variable));
    }
  if (endpoint.is_variable()) {
    if (visible.contains(endpoint.variable))
      note_unsupported(name, "SERVICE ?" + name.text + ": the variable stands in the pattern that is sent, too");
    values->variables.push_back(endpoint.variable);
    call->variables.push_back(name.text);
    call->certain.push_back(true);
  }
  values->rows.emplace_back(values->variables.size());
  call->rows = values->rows;
  values->service = call;
  services_.push_back(std::move(call));
  group.add(std::move(values));
}

} // namespace micrograph::query
