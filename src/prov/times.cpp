#include "prov/times.hpp"

#include "prov/date_time.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <set>

namespace micrograph::prov {

namespace {

std::string name_of_event(Kind kind) {
  switch (kind) {
  case Kind::generation:
    return "generation";
  case Kind::usage:
    return "usage";
  case Kind::start:
    return "start";
  case Kind::end:
    return "end";
  default:
    return "invalidation";
  }
}

/// The order that the events' components have in the search for cycles is an order in time, backwards: a component is
/// closed after all that its edges lead to. So one walk tells of each the latest event that cannot be later.
class TimeCheck {
public:
  TimeCheck(Instance& instance, const EventOrder& order)
      : terms_(instance.terms), order_(order), components_(strong_components(order.nodes, order.edges)) {
    const std::uint32_t count =
        components_.empty() ? 0 : *std::max_element(components_.begin(), components_.end()) + 1;
    latest_.resize(count);
    for (const EventOrder::Dated& event : order_.dated)
      if (const EventOrder::Dated*& latest = latest_of(event); !latest || is_before(*latest, event))
        latest = &event;
    pass_on();
  }

  std::vector<std::string> find(std::size_t most) {
    std::set<std::string> seen;
    std::vector<std::string> texts;
    for (const EventOrder::Dated& event : order_.dated) {
      if (texts.size() >= most)
        break;
      const EventOrder::Dated* earlier = latest_of(event);
      if (!earlier || !is_before(event, *earlier))
        continue;
      std::string text = "the " + described(event) + " cannot be before the " + described(*earlier) +
                         ", but is dated before it";
      if (seen.insert(text).second)
        texts.push_back(std::move(text));
    }
    return texts;
  }

private:
  /// Two, since times with a zone and those without are not compared.
  using Latest = std::array<const EventOrder::Dated*, 2>;

  [[nodiscard]] std::string_view moment(const EventOrder::Dated& event) {
    return std::string_view(terms_.text(event.time)).substr(time_prefix.size());
  }
  [[nodiscard]] bool is_zoned(const EventOrder::Dated& event) { return moment(event).ends_with('Z'); }
  [[nodiscard]] bool is_before(const EventOrder::Dated& left, const EventOrder::Dated& right) {
    return canonical_is_before(moment(left), moment(right));
  }
  [[nodiscard]] const EventOrder::Dated*& latest_of(const EventOrder::Dated& event) {
    return latest_[components_[event.node]][is_zoned(event) ? 1 : 0];
  }

  [[nodiscard]] static std::string described(const EventOrder::Dated& event) {
    return name_of_event(event.statement->kind) + " in " + describe(*event.statement->origin);
  }

  /// What is latest in a component is not later than what comes after it.
  void pass_on() {
    std::vector<std::uint32_t> by_time(order_.edges.size());
    std::iota(by_time.begin(), by_time.end(), 0U);
    std::sort(by_time.begin(), by_time.end(), [&](std::uint32_t left, std::uint32_t right) {
      return components_[order_.edges[left].from] > components_[order_.edges[right].from];
    });
    for (const std::uint32_t place : by_time) {
      const Edge& edge = order_.edges[place];
      const Latest& from = latest_[components_[edge.from]];
      Latest& to = latest_[components_[edge.to]];
      for (std::size_t i = 0; i < from.size(); ++i)
        if (from[i] && (!to[i] || is_before(*to[i], *from[i])))
          to[i] = from[i];
    }
  }

  TermPool& terms_;
  const EventOrder& order_;
  std::vector<std::uint32_t> components_;
  std::vector<Latest> latest_; ///< by component
};

} // namespace

std::vector<std::string> check_times(Instance& instance, const EventOrder& order, std::size_t most) {
  return TimeCheck(instance, order).find(most);
}

} // namespace micrograph::prov
