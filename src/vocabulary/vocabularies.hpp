#pragma once

#include "vocabulary/pack.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace micrograph::vocabulary {

/// An IRI in the namespace of a pack.
struct Located {
  const Pack* pack = nullptr;
  std::string_view name; ///< what follows the namespace, in whichever of its spellings; may be empty, and need not be a term's
};

/// An IRI that is spelt wrongly, and how it is spelt right.
struct Slip {
  std::string right;
  std::string reason; ///< half a sentence: "the namespace starts with http:"
};

/// Every vocabulary that we know: the packs of a folder, and ways in which IRIs are known to go wrong.
class Vocabularies {
public:
  /// `ontologies` is the folder that holds `packs/` and `iri-slips.tsv`. Throws IoError, or FormatError `vocabulary.pack` or
  /// `vocabulary.slips`.
  explicit Vocabularies(const std::filesystem::path& ontologies);

  [[nodiscard]] const std::vector<std::unique_ptr<Pack>>& packs() const { return packs_; }
  /// By the longest namespace that the IRI starts with. Absent if it is in none that we know.
  [[nodiscard]] std::optional<Located> locate(std::string_view iri) const;
  /// Absent if nothing is known to be wrong with the IRI as it is spelt. Looks for: the entries of `iri-slips.tsv`; the
  /// namespace of a pack with http for https or the other way round, with another sign at its end (`/`, `#`, `_`, `:`) or in
  /// other letters, if what follows is one of its terms; a slash too many or too few after a term.
  [[nodiscard]] std::optional<Slip> slip(std::string_view iri) const;
  /// The same for an IRI that somebody declared a prefix for: `slip().right` is then a namespace.
  [[nodiscard]] std::optional<Slip> slip_of_namespace(std::string_view iri) const;

private:
  struct Namespace {
    std::string iri;
    const Pack* pack;
    bool canonical;
    std::string stem; ///< without scheme, `www.` and the sign at its end
  };
  /// An entry of `iri-slips.tsv`: what stands between start and end is kept.
  struct KnownSlip {
    std::string wrong_start, wrong_end, right_start, reason;
  };
  void read_slips(const std::filesystem::path& file);
  [[nodiscard]] std::optional<Slip> known_slip(std::string_view iri) const;
  [[nodiscard]] static std::optional<Slip> slip_within(const Namespace& space, std::string_view iri);

  std::vector<std::unique_ptr<Pack>> packs_;
  std::vector<Namespace> namespaces_; ///< the longest first
  std::vector<KnownSlip> slips_;
};

/// The term that somebody may have meant by a name that the vocabulary does not have: with the same number (`1` for
/// `0000001`), with that label, or else spelt most alike, unless more than a third of the letters would have to change.
/// Names that are numbers are not compared letter by letter. Null if there is none.
[[nodiscard]] const Term* nearest_term(const Pack& pack, std::string_view name);

} // namespace micrograph::vocabulary
