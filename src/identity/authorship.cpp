#include "identity/authorship.hpp"

#include "identity/title.hpp"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

namespace micrograph::identity {

namespace {

/// A person with more names than this is a list of people in one field.
constexpr std::ptrdiff_t most_names = 4;

std::string only_text(const graph::QuadSource& source, const Entities& entities, std::uint32_t entity, Aspect aspect) {
  const auto all = entities.of(entity, aspect);
  return all.size() == 1 ? source.term(all.front().object).value : std::string();
}

/// Where the rows of each entity start, of rows that are sorted by entity.
template <typename Rows, typename EntityOf>
std::vector<std::uint32_t> starts(std::size_t entities, const Rows& rows, const EntityOf& entity_of) {
  std::vector<std::uint32_t> out(entities + 1, 0);
  for (const auto& row : rows)
    ++out[entity_of(row) + 1];
  for (std::size_t i = 1; i < out.size(); ++i)
    out[i] += out[i - 1];
  return out;
}

} // namespace

Authorship::Authorship(const graph::QuadSource& source, const Entities& entities, const BoundedClusters& clusters) {
  read_names(source, entities);
  read_works(entities, clusters);
}

std::uint64_t Authorship::maker(const PersonName& name) { return stable_hash(name.family, static_cast<unsigned char>(name.given.front().front())); }

void Authorship::read_names(const graph::QuadSource& source, const Entities& entities) {
  name_starts_.assign(1, 0);
  for (std::uint32_t entity = 0; entity < entities.size(); ++entity) {
    if (const Kind kind = entities.kind(entity); kind == Kind::person || kind == Kind::agent) {
      const std::string given = only_text(source, entities, entity, Aspect::given_name), family = only_text(source, entities, entity, Aspect::family_name);
      if (!given.empty() && !family.empty())
        add_name(read_person_name(given, family));
      for (const Stated& stated : entities.of(entity, Aspect::name))
        add_name(read_person_name(source.term(stated.object).value));
    }
    name_starts_.push_back(static_cast<std::uint32_t>(names_.size()));
  }
}

/// To the entity that is being read: each name once, and none that tells nobody.
void Authorship::add_name(PersonName name) {
  const auto first = names_.begin() + name_starts_.back();
  if (!name.family.empty() && names_.end() - first < most_names && std::find(first, names_.end(), name) == names_.end())
    names_.push_back(std::move(name));
}

void Authorship::read_works(const Entities& entities, const BoundedClusters& clusters) {
  for (const Stated& stated : entities.statements())
    if (stated.aspect == Aspect::creator)
      if (const auto person = entities.find(stated.object))
        made_.push_back({*person, clusters.root(stated.entity), static_cast<std::uint32_t>(&stated - entities.statements().data())});
  std::sort(made_.begin(), made_.end(),
            [](const Made& a, const Made& b) { return std::tie(a.person, a.work, a.stated) < std::tie(b.person, b.work, b.stated); });
  made_starts_ = starts(entities.size(), made_, [](const Made& made) { return made.person; });

  std::vector<std::pair<std::uint32_t, std::uint64_t>> makers; // work and who
  for (const Made& made : made_)
    for (const PersonName& name : names(made.person))
      makers.emplace_back(made.work, maker(name));
  std::sort(makers.begin(), makers.end());
  makers.erase(std::unique(makers.begin(), makers.end()), makers.end());
  makers_starts_ = starts(entities.size(), makers, [](const auto& row) { return row.first; });
  makers_.reserve(makers.size());
  for (const auto& row : makers)
    makers_.push_back(row.second);
}

std::span<const PersonName> Authorship::names(std::uint32_t person) const {
  return std::span(names_).subspan(name_starts_[person], name_starts_[person + 1] - name_starts_[person]);
}

std::span<const Authorship::Made> Authorship::made_by(std::uint32_t person) const {
  const auto all = std::span(made_).subspan(made_starts_[person], made_starts_[person + 1] - made_starts_[person]);
  return all.first(std::min(all.size(), most_works));
}

std::span<const std::uint64_t> Authorship::makers(std::uint32_t work) const {
  const auto all = std::span(makers_).subspan(makers_starts_[work], makers_starts_[work + 1] - makers_starts_[work]);
  return all.first(std::min(all.size(), most_makers));
}

} // namespace micrograph::identity
