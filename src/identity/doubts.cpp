#include "identity/doubts.hpp"

#include "identity/title.hpp"

#include <string>
#include <vector>

namespace micrograph::identity {

namespace {

std::vector<Title> titles_of(const graph::QuadSource& source, const Entities& entities, std::uint32_t entity) {
  constexpr std::size_t most = 4;
  std::vector<Title> titles;
  for (const Stated& stated : entities.of(entity, Aspect::title)) {
    if (titles.size() == most)
      break;
    titles.push_back(read_title(source.term(stated.object).value));
    if (titles.back().words < 2) // a label or number, which is no title
      titles.pop_back();
  }
  return titles;
}

} // namespace

bool has_title(const graph::QuadSource& source, const Entities& entities, std::uint32_t entity) { return !titles_of(source, entities, entity).empty(); }

bool have_unlike_titles(const graph::QuadSource& source, const Entities& entities, std::uint32_t a, std::uint32_t b) {
  const std::vector<Title> of_a = titles_of(source, entities, a), of_b = titles_of(source, entities, b);
  for (const Title& x : of_a)
    for (const Title& y : of_b)
      if (likeness(x, y) > 0)
        return false;
  return !of_a.empty() && !of_b.empty();
}

void report_doubts(const graph::QuadSource& source, const Entities& entities, std::span<const Link> links, FindingSink& findings) {
  const auto name = [&](std::uint32_t entity) { return source.term(entities.id(entity)).value; };
  for (const Link& link : links) {
    if ((link.rule != Rule::identifier && link.rule != Rule::uuid) || entities.family(link.a) != Family::work)
      continue;
    if (have_unlike_titles(source, entities, link.a, link.b))
      findings.report({"identity.doubt", Severity::note, Place{name(link.a), {}, {}, {}, {}},
                       "it and " + name(link.b) + " have one identifier, and titles without two words in common; was it copied?"});
  }
}

} // namespace micrograph::identity
