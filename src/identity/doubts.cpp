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

bool have_something_in_common(const std::vector<Title>& a, const std::vector<Title>& b) {
  for (const Title& x : a)
    for (const Title& y : b)
      if (likeness(x, y) > 0)
        return true;
  return a.empty() || b.empty();
}

} // namespace

void report_doubts(const graph::QuadSource& source, const Entities& entities, std::span<const Link> links, FindingSink& findings) {
  const auto name = [&](std::uint32_t entity) { return source.term(entities.id(entity)).value; };
  for (const Link& link : links) {
    if ((link.rule != Rule::identifier && link.rule != Rule::uuid) || entities.family(link.a) != Family::work)
      continue;
    if (!have_something_in_common(titles_of(source, entities, link.a), titles_of(source, entities, link.b)))
      findings.report({"identity.doubt", Severity::note, Place{name(link.a), {}, {}, {}, {}},
                       "it and " + name(link.b) + " have one identifier, and titles without two words in common; was it copied?"});
  }
}

} // namespace micrograph::identity
