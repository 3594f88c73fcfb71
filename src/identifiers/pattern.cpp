#include "identifiers/pattern.hpp"

#include "base/ascii.hpp"
#include "identifiers/text.hpp"

#include <algorithm>

namespace micrograph::identifiers {

namespace {

using Characters = Pattern::Characters;
using Steps = std::vector<Pattern::Step>;

constexpr std::size_t most_steps = 4000;
constexpr int deepest_group = 20;

Characters range(unsigned char first, unsigned char last) {
  Characters set;
  for (unsigned c = first; c <= last; ++c)
    set.set(c);
  return set;
}

Pattern::Step fork(std::size_t first, std::ptrdiff_t second) {
  return {false, {}, static_cast<std::ptrdiff_t>(first), second};
}

std::ptrdiff_t signed_size(const Steps& steps) {
  return static_cast<std::ptrdiff_t>(steps.size());
}

/// Turns an expression into steps. What it cannot read makes it fail for good.
class Parser {
public:
  explicit Parser(std::string_view text) : rest_(text) {}

  std::optional<Steps> read() {
    Steps steps = alternatives(0);
    return failed_ || !rest_.empty() ? std::nullopt : std::optional(std::move(steps));
  }

private:
  bool next_is(char c) const { return !rest_.empty() && rest_.front() == c; }

  bool skip(std::string_view start) {
    if (!rest_.starts_with(start))
      return false;
    rest_.remove_prefix(start.size());
    return true;
  }

  Steps fail() {
    failed_ = true;
    rest_ = {};
    return {};
  }

  void append(Steps& steps, const Steps& more) {
    if (steps.size() + more.size() > most_steps)
      fail();
    else
      steps.insert(steps.end(), more.begin(), more.end());
  }

  Steps alternatives(int depth) {
    Steps steps = sequence(depth);
    while (!failed_ && skip("|")) {
      const Steps other = sequence(depth);
      steps.insert(steps.begin(), fork(1, signed_size(steps) + 2));
      steps.push_back(fork(other.size() + 1, signed_size(other) + 1));
      append(steps, other);
    }
    return steps;
  }

  Steps sequence(int depth) {
    Steps steps;
    while (!failed_ && !rest_.empty() && !next_is('|') && !next_is(')')) {
      if (skip("^") || skip("$")) // the whole text is compared anyway
        continue;
      const Steps one = item(depth);
      append(steps, repeated(one));
    }
    return steps;
  }

  Steps item(int depth) {
    if (skip("(")) {
      if (depth >= deepest_group || (next_is('?') && !skip("?:")))
        return fail();
      Steps steps = alternatives(depth + 1);
      return skip(")") ? steps : fail();
    }
    const Characters set = skip("[") ? brackets() : single();
    return failed_ ? Steps() : Steps{{true, set, 1, 1}};
  }

  Characters single() {
    const char c = rest_.front();
    rest_.remove_prefix(1);
    if (c == '\\')
      return escaped();
    if (c == '.')
      return ~Characters().set('\n');
    if (c == '*' || c == '+' || c == '?' || c == '{')
      fail();
    return Characters().set(static_cast<unsigned char>(c));
  }

  Characters escaped() {
    if (rest_.empty())
      return fail(), Characters();
    const char c = rest_.front();
    rest_.remove_prefix(1);
    const Characters digits = range('0', '9');
    const Characters blanks = range('\t', '\r') | Characters().set(' ');
    switch (c) {
    case 'd': return digits;
    case 'D': return ~digits;
    case 'w': return digits | range('a', 'z') | range('A', 'Z') | Characters().set('_');
    case 's': return blanks;
    case 'S': return ~blanks;
    default: break;
    }
    if (ascii::is_letter(c) || ascii::is_digit(c)) // a reference or a class that the registry does not use
      fail();
    return Characters().set(static_cast<unsigned char>(c));
  }

  Characters brackets() {
    Characters set;
    const bool others = skip("^");
    for (bool first = true; first || !next_is(']'); first = false) {
      if (rest_.empty())
        return fail(), Characters();
      const auto start = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      if (start == '\\') {
        set |= escaped();
      } else if (rest_.size() > 1 && rest_[0] == '-' && rest_[1] != ']') {
        const auto end = static_cast<unsigned char>(rest_[1]);
        if (end < start || end == '\\')
          return fail(), Characters();
        set |= range(start, end);
        rest_.remove_prefix(2);
      } else {
        set.set(start);
      }
    }
    (void)skip("]");
    return others ? ~set : set;
  }

  /// How often: `*`, `+`, `?`, `{2}`, `{2,}`, `{2,4}`; whether as few as possible is the same to a whole text.
  Steps repeated(const Steps& one) {
    std::size_t least = 1, most = 1;
    bool endless = false;
    if (skip("*"))
      least = 0, endless = true;
    else if (skip("+"))
      endless = true;
    else if (skip("?"))
      least = 0;
    else if (skip("{")) {
      least = most = number();
      if (skip(",")) {
        endless = next_is('}');
        most = endless ? least : number();
      }
      if (!skip("}") || most < least)
        return fail();
    } else {
      return one;
    }
    (void)skip("?");
    Steps steps;
    for (std::size_t i = 0; i < least && !failed_; ++i)
      append(steps, one);
    if (endless) {
      append(steps, {fork(1, signed_size(one) + 2)});
      append(steps, one);
      append(steps, {{false, {}, -signed_size(one) - 1, -signed_size(one) - 1}});
    }
    for (std::size_t i = least; !endless && i < most && !failed_; ++i) {
      append(steps, {fork(1, signed_size(one) + 1)});
      append(steps, one);
    }
    return steps;
  }

  std::size_t number() {
    std::size_t value = 0;
    if (rest_.empty() || !ascii::is_digit(rest_.front()))
      fail();
    while (!rest_.empty() && ascii::is_digit(rest_.front())) {
      value = std::min<std::size_t>(value * 10 + static_cast<std::size_t>(rest_.front() - '0'), most_steps + 1);
      rest_.remove_prefix(1);
    }
    return value;
  }

  std::string_view rest_;
  bool failed_ = false;
};

/// The steps that can be next, each once.
class Places {
public:
  explicit Places(std::size_t steps) : known_(steps + 1) {}

  void add(const Steps& steps, std::size_t place) {
    waiting_.push_back(place);
    while (!waiting_.empty()) {
      const std::size_t at = waiting_.back();
      waiting_.pop_back();
      if (known_[at])
        continue;
      known_[at] = true;
      places.push_back(at);
      if (at < steps.size() && !steps[at].takes) {
        waiting_.push_back(at + static_cast<std::size_t>(steps[at].first));
        waiting_.push_back(at + static_cast<std::size_t>(steps[at].second));
      }
    }
  }

  void clear() {
    for (const std::size_t place : places)
      known_[place] = false;
    places.clear();
  }

  [[nodiscard]] bool has(std::size_t place) const { return known_[place]; }

  std::vector<std::size_t> places;

private:
  std::vector<bool> known_;
  std::vector<std::size_t> waiting_;
};

} // namespace

std::optional<Pattern> Pattern::parse(std::string_view expression) {
  if (expression.size() > longest_identifier)
    return std::nullopt;
  auto steps = Parser(expression).read();
  return steps ? std::optional(Pattern(std::move(*steps))) : std::nullopt;
}

bool Pattern::matches(std::string_view text) const {
  Places now(steps_.size()), next(steps_.size());
  now.add(steps_, 0);
  for (const char c : text) {
    for (const std::size_t place : now.places)
      if (place < steps_.size() && steps_[place].takes && steps_[place].characters[static_cast<unsigned char>(c)])
        next.add(steps_, place + 1);
    std::swap(now, next);
    next.clear();
  }
  return now.has(steps_.size());
}

} // namespace micrograph::identifiers
