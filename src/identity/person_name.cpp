#include "identity/person_name.hpp"

#include "identity/latin.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace micrograph::identity {

namespace {

/// What is longer is a sentence, not a name.
constexpr std::size_t most_words = 8;
constexpr std::size_t longest = 300; // bytes

bool is_one_of(std::string_view word, const auto& list) { return std::find(list.begin(), list.end(), word) != list.end(); }

bool is_particle(std::string_view word) {
  static constexpr std::array<std::string_view, 24> particles{"al",  "ap", "bin", "da",  "dal", "de",  "del", "della", "den", "der", "di",  "do",
                                                              "dos", "du", "el",  "la",  "le",  "st",  "te",  "ten",   "ter", "van", "von", "zu"};
  return is_one_of(word, particles);
}
bool is_title(std::string_view word) {
  static constexpr std::array<std::string_view, 9> titles{"dr", "prof", "professor", "mr", "mrs", "ms", "sir", "phd", "dphil"};
  return is_one_of(word, titles);
}
bool is_generation(std::string_view word) {
  static constexpr std::array<std::string_view, 4> generations{"jr", "sr", "iii", "ii"};
  return is_one_of(word, generations);
}

/// `JLD`: one to four capitals and nothing else, which in the place of a given name are initials.
bool are_initials(std::string_view word) {
  return !word.empty() && word.size() <= 4 && std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// The words of a name as they are written, dots and dashes cut.
std::vector<std::string> name_words(std::string_view text) {
  std::vector<std::string> out;
  std::string word;
  const auto end_word = [&] {
    if (!word.empty())
      out.push_back(std::move(word));
    word.clear();
  };
  for (const char c : text)
    if (c == ' ' || c == '.' || c == '\t' || c == '-' || c == ',' || c == '(' || c == ')')
      end_word();
    else
      word += c;
  end_word();
  return out;
}

/// `JJ` as two initials, other words as they are.
void add_given(const std::string& word, std::vector<std::string>& given) {
  if (are_initials(word) && word.size() <= 3) {
    for (const char c : word)
      given.emplace_back(1, static_cast<char>(c - 'A' + 'a'));
    return;
  }
  const std::string plain = collapsed(folded(word));
  if (!plain.empty() && !is_title(plain) && !is_generation(plain))
    given.push_back(plain);
}

/// The family name of words that are nothing else: without what goes before and behind it.
std::string family_of(const std::vector<std::string>& family_words) {
  std::string out;
  for (const std::string& word : family_words) {
    const std::string plain = folded(word);
    if (plain.empty() || is_particle(plain) || is_generation(plain) || is_title(plain))
      continue;
    out += out.empty() ? "" : " ";
    out += plain;
  }
  return collapsed(out);
}

PersonName assemble(const std::vector<std::string>& given, const std::vector<std::string>& family) {
  PersonName name;
  name.family = family_of(family);
  for (const std::string& word : given)
    add_given(word, name.given);
  if (name.given.empty())
    name.family.clear();
  return name;
}

} // namespace

PersonName read_person_name(std::string_view given, std::string_view family) {
  if (given.size() + family.size() > longest)
    return {};
  const auto given_words = name_words(given), family_words = name_words(family);
  if (given_words.size() + family_words.size() > most_words)
    return {};
  return assemble(given_words, family_words);
}

PersonName read_person_name(std::string_view text) {
  if (text.size() > longest)
    return {};
  if (const auto comma = text.find(','); comma != std::string_view::npos)
    return read_person_name(text.substr(comma + 1), text.substr(0, comma));
  std::vector<std::string> all = name_words(text);
  std::erase_if(all, [](const std::string& word) {
    const std::string plain = folded(word);
    return plain.empty() || is_title(plain);
  });
  while (all.size() > 2 && is_generation(folded(all.back())))
    all.pop_back();
  if (all.size() < 2 || all.size() > most_words)
    return {};
  using Difference = std::vector<std::string>::difference_type;
  // PubMed's order: the initials come last, and what stands before them is no initial.
  if (are_initials(all.back()) && !are_initials(all.front()))
    return assemble({all.back()}, {all.begin(), all.end() - 1});
  std::size_t first_of_family = all.size() - 1;
  while (first_of_family > 1 && is_particle(folded(all[first_of_family - 1])))
    --first_of_family;
  const auto cut = all.begin() + static_cast<Difference>(first_of_family);
  return assemble({all.begin(), cut}, {cut, all.end()});
}

NameFit fit(const PersonName& a, const PersonName& b) {
  if (a.family.empty() || a.family != b.family)
    return NameFit::none;
  const std::size_t shared = std::min(a.given.size(), b.given.size());
  std::size_t agreeing = 0;
  bool first_in_full = false;
  for (std::size_t i = 0; i < shared; ++i) {
    const std::string &x = a.given[i], &y = b.given[i];
    const bool full = x.size() > 1 && y.size() > 1;
    if (full ? x != y : x.front() != y.front())
      return NameFit::none;
    first_in_full = first_in_full || (i == 0 && full);
    ++agreeing;
  }
  if (first_in_full)
    return NameFit::full;
  return agreeing > 1 ? NameFit::several_initials : NameFit::initials;
}

} // namespace micrograph::identity
