#include "query/expressions/regex_fragments.hpp"

#include "base/utf8.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace micrograph::query {

namespace {

using Alternatives = std::vector<std::vector<std::string>>;

/// Choices within an expression multiply; beyond this they are left out.
constexpr std::size_t most_alternatives = 16;

/// What one branch of a choice requires. Literals that follow each other are one fragment; everything else ends it.
class Branch {
public:
  void literal(std::string_view character) { open_ += character; }
  void gap() {
    if (at_start_)
      prefix_ = anchored_ ? open_ : std::string();
    at_start_ = false;
    if (!open_.empty())
      for (auto& fragments : alternatives_)
        fragments.push_back(open_);
    open_.clear();
  }
  /// The text starts here, if nothing stands before.
  void anchor() {
    if (at_start_ && open_.empty())
      anchored_ = true;
    else
      gap();
  }
  /// The last literal comes once or more often: it ends one fragment and starts the next.
  void repeat(std::string_view character) {
    gap();
    literal(character);
  }
  void drop_last(std::size_t bytes) {
    open_.resize(open_.size() - bytes);
    gap();
  }
  /// What a group requires, in which the literals do not touch those around it.
  void require(const Alternatives& group) {
    gap();
    if (group.empty() || group.size() > most_alternatives / alternatives_.size())
      return;
    Alternatives product;
    for (const auto& before : alternatives_)
      for (const auto& inside : group) {
        product.push_back(before);
        product.back().insert(product.back().end(), inside.begin(), inside.end());
      }
    alternatives_ = std::move(product);
  }

  [[nodiscard]] Alternatives take() {
    gap();
    return std::move(alternatives_);
  }
  /// After take().
  [[nodiscard]] const std::string& prefix() const { return prefix_; }

private:
  Alternatives alternatives_{1};
  std::string open_, prefix_;
  bool at_start_ = true, anchored_ = false;
};

class Reader {
public:
  Reader(std::string_view pattern, bool without_space) : rest_(pattern), without_space_(without_space) {}

  /// Absent if something was not understood.
  std::optional<RegexFragments> read() {
    RegexFragments out;
    std::vector<Branch> branches = choice(0);
    if (!good_ || !rest_.empty())
      return std::nullopt;
    out.alternatives = take_all(branches);
    if (branches.size() == 1)
      out.prefix = branches.front().prefix();
    return out;
  }

private:
  static constexpr int max_depth = 64;
  enum class Times { once, at_least_once, perhaps };

  void skip_space() {
    if (without_space_)
      rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t\n\r"), rest_.size()));
  }
  bool accept(std::string_view text) {
    if (!rest_.starts_with(text))
      return false;
    rest_.remove_prefix(text.size());
    return true;
  }

  static Alternatives take_all(std::vector<Branch>& branches) {
    Alternatives out;
    for (Branch& branch : branches) {
      Alternatives some = branch.take();
      std::move(some.begin(), some.end(), std::back_inserter(out));
    }
    return out;
  }

  std::vector<Branch> choice(int depth) {
    std::vector<Branch> branches(1);
    for (skip_space(); good_ && !rest_.empty() && rest_.front() != ')'; skip_space()) {
      if (accept("|"))
        branches.emplace_back();
      else
        piece(branches.back(), depth);
    }
    return branches;
  }

  void piece(Branch& branch, int depth) {
    if (accept("("))
      return group(branch, depth);
    if (accept("^"))
      return branch.anchor();
    if (accept("$"))
      return branch.gap();
    const std::optional<std::string> character = atom();
    const Times times = this->times();
    if (!character)
      return branch.gap();
    branch.literal(*character);
    if (times == Times::perhaps)
      branch.drop_last(character->size());
    else if (times == Times::at_least_once)
      branch.repeat(*character);
  }

  /// A character; absent if it may be one of several.
  std::optional<std::string> atom() {
    if (accept("."))
      return std::nullopt;
    if (accept("[")) {
      character_class(0);
      return std::nullopt;
    }
    return accept("\\") ? escape() : plain();
  }

  void group(Branch& branch, int depth) {
    good_ = good_ && depth < max_depth && (!rest_.starts_with('?') || accept("?:"));
    if (!good_)
      return;
    std::vector<Branch> inner = choice(depth + 1);
    good_ = good_ && accept(")");
    branch.require(times() == Times::perhaps ? Alternatives() : take_all(inner));
  }

  /// A quantifier, if one follows.
  Times times() {
    skip_space();
    Times out = Times::once;
    if (accept("?") || accept("*"))
      out = Times::perhaps;
    else if (accept("+"))
      out = Times::at_least_once;
    else if (accept("{"))
      out = counted();
    else
      return out;
    skip_space();
    (void)accept("?"); // as few as possible, which are no fewer
    return out;
  }
  Times counted() {
    const std::size_t end = rest_.find('}');
    const std::string_view bounds = rest_.substr(0, end);
    good_ = good_ && end != std::string_view::npos && !bounds.empty() && bounds.front() != ',' &&
            bounds.find_first_not_of("0123456789,") == std::string_view::npos;
    if (!good_)
      return Times::perhaps;
    rest_.remove_prefix(end + 1);
    return bounds.substr(0, bounds.find(',')).find_first_not_of('0') == std::string_view::npos ? Times::perhaps
                                                                                                : Times::at_least_once;
  }

  /// The character that follows a backslash; absent if it stands for several. They may be in a class, too.
  std::optional<std::string> escape() {
    if (rest_.empty()) {
      good_ = false;
      return std::nullopt;
    }
    const char c = rest_.front();
    rest_.remove_prefix(1);
    if (c == 'n' || c == 'r' || c == 't')
      return std::string(1, c == 'n' ? '\n' : c == 'r' ? '\r' : '\t');
    if (std::string_view("\\|.?*+(){}-[]^$").find(c) != std::string_view::npos)
      return std::string(1, c);
    if (c == 'p' || c == 'P') {
      const std::size_t end = rest_.find('}');
      good_ = good_ && rest_.starts_with('{') && end != std::string_view::npos;
      rest_.remove_prefix(good_ ? end + 1 : rest_.size());
    } else {
      good_ = good_ && std::string_view("sSiIcCdDwW123456789").find(c) != std::string_view::npos;
    }
    return std::nullopt;
  }

  std::optional<std::string> plain() {
    const std::size_t length = std::max<std::size_t>(1, decode_utf8(rest_).length);
    std::string out(rest_.substr(0, length));
    rest_.remove_prefix(length);
    // Signs that mean something elsewhere only: whoever compiles the expression may refuse them or not.
    good_ = good_ && std::string_view("?*+{}]").find(out.front()) == std::string_view::npos && is_utf8(out);
    // The replacement character is also found where a text has bytes that are no UTF-8.
    return out == "\uFFFD" ? std::nullopt : std::optional(std::move(out));
  }

  /// The rest of a class, of which nothing is known afterwards.
  void character_class(int depth) {
    good_ = good_ && depth < max_depth;
    (void)accept("^");
    for (bool first = true; good_; first = false) {
      if (!first && accept("]"))
        return;
      if (accept("\\")) {
        (void)escape();
      } else if (accept("-[")) {
        character_class(depth + 1);
      } else {
        good_ = !rest_.empty() && rest_.front() != '[' && rest_.front() != ']';
        rest_.remove_prefix(good_ ? 1 : 0);
      }
    }
  }

  std::string_view rest_;
  bool without_space_;
  bool good_ = true;
};

} // namespace

std::optional<RegexFragments> required_fragments(std::string_view pattern, std::string_view flags) {
  if (flags.find_first_not_of("ismxq") != std::string_view::npos)
    return std::nullopt;
  const auto has = [flags](char flag) { return flags.find(flag) != std::string_view::npos; };
  std::optional<RegexFragments> out;
  if (has('q'))
    out = RegexFragments{.alternatives = {{std::string(pattern)}}, .prefix = {}, .any_case = false};
  else
    out = Reader(pattern, has('x')).read();
  if (!out)
    return std::nullopt;
  out->any_case = has('i');
  if (has('i') || has('m')) // with m, other lines may start so, too
    out->prefix.clear();
  return out;
}

} // namespace micrograph::query
