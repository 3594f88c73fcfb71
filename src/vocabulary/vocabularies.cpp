#include "vocabulary/vocabularies.hpp"

#include "base/ascii.hpp"
#include "base/error.hpp"
#include "base/text_file.hpp"

#include <algorithm>
#include <array>

namespace micrograph::vocabulary {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view separators = "#/_:";

std::string_view without_scheme(std::string_view iri) {
  for (const std::string_view start : {"http://", "https://"})
    if (iri.starts_with(start)) {
      iri.remove_prefix(start.size());
      if (iri.starts_with("www."))
        iri.remove_prefix(4);
      return iri;
    }
  return {};
}

bool starts_with_in_any_case(std::string_view text, std::string_view start) {
  return text.size() >= start.size() &&
         std::equal(start.begin(), start.end(), text.begin(), [](char a, char b) { return ascii::lower(a) == ascii::lower(b); });
}

/// How a namespace was meant to be spelt, said of the first thing that is wrong with it.
std::string reason_of(std::string_view right, std::string_view wrong) {
  const std::string_view scheme = right.substr(0, right.find(':') + 1);
  if (!wrong.starts_with(scheme))
    return "the namespace starts with " + std::string(scheme);
  if (right.back() != wrong.back())
    return std::string("the namespace ends in ") + right.back();
  return "the namespace is spelt otherwise";
}

} // namespace

Vocabularies::Vocabularies(const fs::path& ontologies) {
  std::vector<fs::path> files;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(ontologies / "packs", error))
    if (entry.path().extension() == ".tsv" && entry.path().stem() != "packs")
      files.push_back(entry.path());
  if (error)
    throw IoError("input.unreadable", error.message(), Place{(ontologies / "packs").string(), {}, {}, {}, {}});
  std::sort(files.begin(), files.end());
  for (const fs::path& file : files) {
    packs_.push_back(std::make_unique<Pack>(file));
    const Pack& pack = *packs_.back();
    const auto add = [&](const std::string& iri, bool canonical) {
      std::string stem(without_scheme(iri));
      if (!stem.empty() && separators.find(stem.back()) != std::string_view::npos)
        stem.pop_back();
      namespaces_.push_back({iri, &pack, canonical, std::move(stem)});
    };
    add(pack.head().namespace_iri, true);
    for (const std::string& other : pack.head().also)
      add(other, false);
  }
  std::stable_sort(namespaces_.begin(), namespaces_.end(),
                   [](const Namespace& a, const Namespace& b) { return a.iri.size() > b.iri.size(); });
  read_slips(ontologies / "iri-slips.tsv");
}

void Vocabularies::read_slips(const fs::path& file) {
  const std::string text = read_text_file(file);
  std::uint64_t number = 0;
  for (std::string_view rest = text; !rest.empty();) {
    std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    ++number;
    if (number == 1 || line.empty()) // the names of the columns
      continue;
    std::array<std::string, 4> cells;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      cells[i] = line.substr(0, line.find('\t'));
      line.remove_prefix(std::min(line.size(), cells[i].size() + 1));
    }
    if (cells[0].empty() || cells[2].empty() || cells[3].empty() || !line.empty())
      throw FormatError("vocabulary.slips", "wants wrong start, wrong end, right start and reason",
                        Place{file.string(), {}, {}, number, {}});
    slips_.push_back({cells[0], cells[1], cells[2], cells[3]});
  }
}

std::optional<Located> Vocabularies::locate(std::string_view iri) const {
  for (const Namespace& space : namespaces_)
    if (iri.starts_with(space.iri))
      return Located{space.pack, iri.substr(space.iri.size())};
  return std::nullopt;
}

std::optional<Slip> Vocabularies::known_slip(std::string_view iri) const {
  for (const KnownSlip& slip : slips_) {
    if (iri.size() <= slip.wrong_start.size() + slip.wrong_end.size() || !iri.starts_with(slip.wrong_start) ||
        !iri.ends_with(slip.wrong_end))
      continue;
    std::string_view kept = iri.substr(slip.wrong_start.size());
    kept.remove_suffix(slip.wrong_end.size());
    return Slip{slip.right_start + std::string(kept), slip.reason};
  }
  return std::nullopt;
}

std::optional<Slip> Vocabularies::slip_within(const Namespace& space, std::string_view iri) {
  const std::string_view text = without_scheme(iri);
  const std::string_view stem = space.stem;
  if (text.size() < stem.size() + 2 || !starts_with_in_any_case(text, stem) ||
      separators.find(text[stem.size()]) == std::string_view::npos)
    return std::nullopt;
  const std::string_view name = text.substr(stem.size() + 1);
  if (space.pack->find(name) == nullptr)
    return std::nullopt;
  return Slip{space.iri + std::string(name), reason_of(space.iri, iri.substr(0, iri.size() - name.size()))};
}

std::optional<Slip> Vocabularies::slip_of_namespace(std::string_view iri) const {
  for (const KnownSlip& slip : slips_)
    if (slip.wrong_end.empty() && iri == slip.wrong_start)
      return Slip{slip.right_start, slip.reason};
  std::string_view stem = without_scheme(iri);
  if (!stem.empty() && separators.find(stem.back()) != std::string_view::npos)
    stem.remove_suffix(1);
  const Namespace* meant = nullptr;
  for (const Namespace& space : namespaces_) {
    if (space.iri == iri)
      return std::nullopt;
    if (space.canonical && space.stem.size() == stem.size() && starts_with_in_any_case(stem, space.stem))
      meant = &space;
  }
  return meant ? std::optional(Slip{meant->iri, reason_of(meant->iri, iri)}) : std::nullopt;
}

std::optional<Slip> Vocabularies::slip(std::string_view iri) const {
  if (auto known = known_slip(iri))
    return known;
  if (const auto place = locate(iri)) {
    if (place->name.empty() || place->pack->find(place->name) != nullptr)
      return std::nullopt;
    // A slash too many or too few.
    const bool has_slash = place->name.ends_with('/');
    const std::string other = has_slash ? std::string(place->name.substr(0, place->name.size() - 1))
                                        : std::string(place->name) + "/";
    if (place->pack->find(other) != nullptr) {
      const std::string start(iri.substr(0, iri.size() - place->name.size()));
      return Slip{start + other, has_slash ? "it has no slash at its end" : "it ends in a slash"};
    }
  }
  if (without_scheme(iri).empty())
    return std::nullopt;
  for (const Namespace& space : namespaces_)
    if (space.canonical && !iri.starts_with(space.iri))
      if (auto found = slip_within(space, iri))
        return found;
  return std::nullopt;
}

} // namespace micrograph::vocabulary
