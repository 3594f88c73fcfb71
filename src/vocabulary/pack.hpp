#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace micrograph::vocabulary {

enum class Kind : std::uint8_t { class_, property, individual };

/// A term of a published vocabulary. Borrows its texts from its pack.
struct Term {
  std::string_view name;        ///< what follows the namespace in its IRI
  std::string_view label;       ///< its name, if the vocabulary gives it no label
  std::string_view replaced_by; ///< IRI; empty if the vocabulary names none
  Kind kind = Kind::individual;
  bool deprecated = false;
};

/// What a pack says of itself.
struct PackHead {
  std::string name;              ///< `fbbi`
  std::string title;             ///< of the vocabulary
  std::string version;           ///< of the vocabulary
  std::string namespace_iri;     ///< before each term's name
  std::vector<std::string> also; ///< other spellings of it that are in use and not wrong
  bool complete = false;         ///< it has all terms of the namespace, so that others are wrong
};

/// The terms of one vocabulary, from a file of `ontologies/packs` (its README has the form). Only the head is read until
/// a term is asked for. Threads may share it.
class Pack {
public:
  /// Throws IoError if the file cannot be read, FormatError `vocabulary.pack` for a head that lacks something.
  explicit Pack(std::filesystem::path file);

  [[nodiscard]] const PackHead& head() const { return head_; }
  /// Sorted by name. Throws FormatError `vocabulary.pack` with file and line, the first time.
  [[nodiscard]] std::span<const Term> terms() const;
  /// Null if the vocabulary has no such term.
  [[nodiscard]] const Term* find(std::string_view name) const;
  /// The first term whose label is the same but for case, blanks and punctuation, one that is not deprecated before others; null
  /// if there is none.
  [[nodiscard]] const Term* find_label(std::string_view label) const;
  /// False for what follows the namespace in an IRI and has a slash, if no term's name has one: then it is a page of the
  /// vocabulary's site, not a term.
  [[nodiscard]] bool can_be_name(std::string_view name) const;
  [[nodiscard]] std::string iri_of(const Term& term) const { return head_.namespace_iri + std::string(term.name); }

private:
  struct LabelEntry {
    std::string folded;
    std::size_t term;
  };
  void load() const;
  void index_labels() const;

  std::filesystem::path file_;
  PackHead head_;
  mutable std::once_flag loaded_, labels_indexed_;
  mutable std::string text_;
  mutable std::vector<Term> terms_;
  mutable std::vector<LabelEntry> labels_;
  mutable bool names_have_slashes_ = false;
};

/// A label with only its letters and digits left, the ASCII ones in lower case: "Spinning-disk confocal" and
/// "spinning disk confocal" are the same.
[[nodiscard]] std::string folded_label(std::string_view label);

} // namespace micrograph::vocabulary
