#include "graph/dictionary_search.hpp"

#include "graph/text_folding.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>

namespace micrograph::graph {

namespace {

using Range = TextCandidates::Range;

/// More datatypes and languages than this are not looked through one by one.
constexpr std::size_t most_qualifiers = 256;

/// Adds a range that starts at or after all before it.
void append(std::vector<Range>& ranges, Range range) {
  if (range.first >= range.second)
    return;
  if (!ranges.empty() && ranges.back().second >= range.first)
    ranges.back().second = std::max(ranges.back().second, range.second);
  else
    ranges.push_back(range);
}

/// True if a value that is carried in an id may have this in its text, whatever the case: those are made of digits, a few
/// signs and a few words (see ValueId::from_term).
bool may_be_in_value(std::string_view fragment) {
  constexpr std::string_view signs = "0123456789+-.:", words = "true false inf nan e t z";
  std::string word;
  for (const char c : fragment) {
    if (signs.find(c) == std::string_view::npos) {
      word += fold_ascii(c);
      if (c == ' ' || words.find(word) == std::string_view::npos)
        return false;
    } else {
      word.clear();
    }
  }
  return true;
}

bool values_may_meet(const TextRequirement& requirement) {
  if (requirement.strings_only || !may_be_in_value(requirement.prefix))
    return false;
  return requirement.alternatives.empty() ||
         std::any_of(requirement.alternatives.begin(), requirement.alternatives.end(), [&](const auto& fragments) {
           return std::all_of(fragments.begin(), fragments.end(), [&](const std::string& fragment) {
             // What is not ASCII may come from the upper or lower case of something that is.
             return requirement.any_case ? std::ranges::all_of(ascii_parts(fragment), may_be_in_value)
                                         : may_be_in_value(fragment);
           });
         });
}

/// Tests texts against a requirement, as far as folding tells.
class TextTest {
public:
  explicit TextTest(const TextRequirement& requirement) : requirement_(requirement) {
    if (!requirement.any_case) {
      alternatives_ = requirement.alternatives;
      return;
    }
    for (const auto& fragments : requirement.alternatives) {
      auto& folded = alternatives_.emplace_back();
      for (const std::string& fragment : fragments)
        for (const std::string_view part : ascii_parts(fragment))
          fold(part, folded.emplace_back());
    }
  }

  [[nodiscard]] bool may_meet(std::string_view text) {
    if (!text.starts_with(requirement_.prefix))
      return false;
    if (alternatives_.empty())
      return true;
    if (requirement_.any_case) {
      fold(text, folded_);
      text = folded_;
    }
    return std::any_of(alternatives_.begin(), alternatives_.end(), [&](const auto& fragments) {
      return std::all_of(fragments.begin(), fragments.end(),
                         [&](const std::string& fragment) { return text.find(fragment) != std::string_view::npos; });
    });
  }

private:
  const TextRequirement& requirement_;
  std::vector<std::vector<std::string>> alternatives_;
  std::string folded_;
};

/// All terms that start with the prefix; absent if there are too many kinds of them to look for.
std::optional<std::vector<Range>> with_prefix(const Dictionary& dictionary, const TextRequirement& requirement) {
  const auto& names = dictionary.qualifiers().names();
  if (names.size() > most_qualifiers)
    return std::nullopt;
  std::vector<Range> ranges;
  if (!requirement.strings_only)
    append(ranges, dictionary.with_prefix(rdf::iri(requirement.prefix)));
  append(ranges, dictionary.with_prefix(rdf::literal(requirement.prefix)));
  for (const std::string_view name : names)
    if (name.front() == '@')
      append(ranges, dictionary.with_prefix(rdf::lang_literal(requirement.prefix, name.substr(1))));
    else if (!requirement.strings_only)
      append(ranges, dictionary.with_prefix(rdf::literal(requirement.prefix, name.substr(1))));
  return ranges;
}

/// What blocks, counted from `first_block`, have of terms in `within`.
std::vector<Range> terms_of(const std::vector<std::uint32_t>& blocks, std::uint64_t first_block, Range within) {
  std::vector<Range> ranges;
  for (const std::uint32_t block : blocks) {
    const std::uint64_t first = (first_block + block) * Dictionary::block_size;
    append(ranges, {std::max(first, within.first), std::min(first + Dictionary::block_size, within.second)});
  }
  return ranges;
}

std::optional<std::vector<Range>> by_index(const TextIndex& index, const TextRequirement& requirement) {
  const TermKindStarts& terms = index.parts().terms;
  auto alternatives = requirement.alternatives;
  if (alternatives.empty())
    alternatives.emplace_back();
  std::vector<std::uint32_t> blocks;
  for (auto& fragments : alternatives) {
    if (!requirement.prefix.empty())
      fragments.push_back(requirement.prefix); // it is a part of the text, too
    const auto some = index.candidates(fragments, requirement.any_case);
    if (!some)
      return std::nullopt;
    std::vector<std::uint32_t> both;
    std::set_union(blocks.begin(), blocks.end(), some->begin(), some->end(), std::back_inserter(both));
    blocks = std::move(both);
  }
  return terms_of(blocks, index.first_block(),
                  requirement.strings_only ? Range{terms.strings, terms.datatypes} : Range{terms.iris, terms.end});
}

/// Reads the terms and keeps those that may meet the requirement.
std::vector<Range> tested(const Dictionary& dictionary, const std::vector<Range>& ranges,
                          const TextRequirement& requirement) {
  TextTest test(requirement);
  std::vector<Range> out;
  std::uint64_t next = 0; ///< index of the key that `keys` comes to next
  KeyBlockReader keys;
  for (const Range& range : ranges)
    for (std::uint64_t index = range.first; index < range.second; ++index) {
      if (next != index || index % Dictionary::block_size == 0) {
        keys = dictionary.read_block(index / Dictionary::block_size);
        for (std::uint64_t skipped = 0; skipped < index % Dictionary::block_size; ++skipped)
          keys.next();
      }
      keys.next();
      next = index + 1;
      if (test.may_meet(text_of_key(keys.key())))
        append(out, {index, index + 1});
    }
  return out;
}

} // namespace

std::optional<TextCandidates> search_dictionary(const Dictionary& dictionary, const TextIndex& index,
                                                const TextRequirement& requirement, std::uint64_t most_read) {
  TextCandidates out;
  std::optional<std::vector<Range>> ranges;
  if (!requirement.prefix.empty())
    ranges = with_prefix(dictionary, requirement);
  if (!ranges && !index.empty())
    ranges = by_index(index, requirement);
  if (!ranges)
    return std::nullopt;
  out.ranges = std::move(*ranges);
  out.examined = dictionary.size(); // blank nodes have no text
  out.complete = !values_may_meet(requirement);
  if (const std::uint64_t size = out.size(); size <= most_read && !requirement.alternatives.empty()) {
    out.terms_read = size;
    out.ranges = tested(dictionary, out.ranges, requirement);
  }
  return out;
}

} // namespace micrograph::graph
