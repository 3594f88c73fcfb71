#include "query/find_literals.hpp"

#include "query/expressions/unicode.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <unordered_set>
#include <utility>

namespace micrograph::query {

namespace {

/// A letter or digit, or a part of a character beyond ASCII, of which most are.
bool is_word(char c) {
  return static_cast<unsigned char>(c) >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
         (c >= 'A' && c <= 'Z');
}

/// Both in lower case.
std::optional<TextMatch> match(std::string_view text, std::string_view part) {
  std::optional<TextMatch> best;
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) {
    if (at == 0)
      return TextMatch::start;
    const std::size_t after = at + part.size();
    if (!is_word(text[at - 1]) && (after == text.size() || !is_word(text[after])))
      return TextMatch::word;
    best = TextMatch::part;
  }
  return best;
}

/// The best literals so far.
class BestLiterals {
public:
  BestLiterals(std::string_view text, std::size_t limit) : text_(lower_case(text)), limit_(limit) {}

  void add(rdf::Term term) {
    if (term.kind != rdf::TermKind::literal || !term.datatype.empty())
      return;
    const auto how = match(lower_case(term.value), text_);
    if (!how)
      return;
    const std::size_t length = term.value.size();
    best_.emplace(*how, length, std::move(term));
    if (best_.size() > limit_)
      best_.erase(std::prev(best_.end()));
  }
  [[nodiscard]] std::vector<FoundLiteral> take() {
    std::vector<FoundLiteral> out;
    for (const auto& [how, length, term] : best_)
      out.push_back({how, term});
    return out;
  }

private:
  std::string text_;
  std::size_t limit_;
  std::set<std::tuple<TextMatch, std::size_t, rdf::Term>> best_;
};

/// Calls `each` with every object in the default graph that is a term of a dictionary, once.
template <typename Each> void for_each_object(const graph::QuadSource& source, Each each) {
  const auto scan = source.scan({}, std::array{graph::object});
  std::unordered_set<graph::ValueId> seen;
  std::array<graph::Row, 1024> rows;
  while (const std::size_t count = scan->next(rows))
    for (std::size_t i = 0; i < count; ++i)
      if (const graph::ValueId id = rows[i][graph::object]; !id.carries_value() && seen.insert(id).second)
        each(id);
}

bool is_object(const graph::QuadSource& source, graph::ValueId id) {
  graph::Pattern pattern;
  pattern.terms[graph::object] = id;
  std::array<graph::Row, 1> row;
  return source.scan(pattern)->next(row) != 0;
}

} // namespace

std::vector<FoundLiteral> find_literals(const graph::QuadSource& source, std::string_view text, std::size_t limit) {
  if (text.empty() || limit == 0)
    return {};
  BestLiterals best(text, limit);
  const graph::TextRequirement requirement{
      .alternatives = {{lower_case(text)}}, .any_case = true, .prefix = {}, .strings_only = true};
  const auto candidates = source.text_candidates(requirement, graph::GraphScope::default_graph,
                                                 std::numeric_limits<std::uint64_t>::max());
  if (!candidates || !candidates->complete) {
    for_each_object(source, [&](graph::ValueId id) { best.add(source.term(id)); });
    return best.take();
  }
  for (const auto& [first, end] : candidates->ranges)
    for (std::uint64_t index = first; index < end; ++index)
      if (const graph::ValueId id(graph::Tag::vocabulary, index); is_object(source, id))
        best.add(source.term(id));
  return best.take();
}

} // namespace micrograph::query
