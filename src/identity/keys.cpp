#include "identity/keys.hpp"

#include "identifiers/recognition.hpp"
#include "identity/latin.hpp"
#include "identity/title.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <tuple>
#include <utility>

namespace micrograph::identity {

namespace {

/// Schemes whose identifiers belong to one thing each. Not those of kinds of things (cell lines, species, proteins), nor ISSN
/// and ISBN, which records give of the journal or book that a work is in.
constexpr std::array<std::string_view, 14> schemes_of_one_thing{"doi",   "orcid",  "isni", "ror",   "uuid",     "lsid",  "ark",
                                                                "swhid", "dicom-uid", "igsn", "handle", "pmid", "pmcid", "biosample"};

Exclusive exclusive_of(std::string_view scheme) {
  if (scheme == "orcid")
    return Exclusive::orcid;
  if (scheme == "ror")
    return Exclusive::ror;
  if (scheme == "biosample")
    return Exclusive::biosample;
  return scheme == "doi" ? Exclusive::doi : Exclusive::none;
}

bool is_hex(std::string_view text, std::size_t size) {
  return text.size() == size && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// Serial numbers that people put where they do not know one tell nothing: `0`, `000`, `n/a`, `unknown`, `0123456789`.
bool tells_a_serial(std::string_view folded_serial) {
  const bool counts_up = std::adjacent_find(folded_serial.begin(), folded_serial.end(), [](char a, char b) { return b != a + 1; }) == folded_serial.end();
  return folded_serial.size() >= 3 && !counts_up && folded_serial.find_first_of("123456789") != std::string_view::npos;
}

struct Found {
  std::string value;
  Rule rule = Rule::identifier;
  Exclusive exclusive = Exclusive::none;
  std::uint32_t stated = own_name;
};

} // namespace

std::string_view name_of(Exclusive kind) {
  static constexpr std::array<std::string_view, 12> names{"", "kinds", "parts of a microscope", "kinds of light source", "ORCID iDs", "ROR IDs", "BioSamples accessions", "DOIs", "DICOM UIDs", "SHA-256 checksums", "SHA-1 checksums", "serial numbers"};
  return names[static_cast<std::size_t>(kind)];
}

/// Finds the keys of one entity after the other.
class Keys::Reader {
public:
  Reader(Keys& keys, const graph::QuadSource& source, const Entities& entities, FindingSink& findings)
      : keys_(keys), source_(source), entities_(entities), findings_(findings) {}

  void read(std::uint32_t entity) {
    found_.clear();
    if (const Kind kind = entities_.kind(entity); kind == Kind::person || kind == Kind::organisation)
      keys_.facts_.push_back({entity, {Exclusive::kind, static_cast<std::uint64_t>(kind)}});
    add_identifier(entity, source_.term(entities_.id(entity)).value, own_name);
    for (const Stated& stated : entities_.of(entity, Aspect::identifier))
      add_identifier(entity, source_.term(stated.object).value, number_of(stated));
    add_checksums(entity, Aspect::sha256, 64, Exclusive::sha256);
    add_checksums(entity, Aspect::sha1, 40, Exclusive::sha1);
    if (entities_.family(entity) == Family::instrument) {
      add_part(entity);
      add_serial(entity);
    }
    drop_rivals(entity);
    for (const Found& found : found_)
      store(entity, found);
  }

private:
  [[nodiscard]] std::uint32_t number_of(const Stated& stated) const {
    return static_cast<std::uint32_t>(&stated - entities_.statements().data());
  }

  void add_identifier(std::uint32_t entity, const std::string& text, std::uint32_t stated) {
    const identifiers::Recognition read = identifiers::recognise(text);
    if (read.status != identifiers::Status::valid ||
        std::find(schemes_of_one_thing.begin(), schemes_of_one_thing.end(), read.scheme->name) == schemes_of_one_thing.end())
      return;
    // An image is called by the UID of its instance; beside it may be those of its series and study.
    if (stated == own_name && read.scheme->name == "dicom-uid" && entities_.family(entity) == Family::image)
      keys_.facts_.push_back({entity, {Exclusive::dicom_uid, stable_hash(read.iri)}});
    const Rule rule = read.scheme->name == "uuid" ? Rule::uuid : Rule::identifier;
    found_.push_back({read.iri, rule, exclusive_of(read.scheme->name), stated});
  }

  void add_checksums(std::uint32_t entity, Aspect aspect, std::size_t digits, Exclusive exclusive) {
    for (const Stated& stated : entities_.of(entity, aspect)) {
      const std::string value = folded(source_.term(stated.object).value);
      if (is_hex(value, digits))
        found_.push_back({value, Rule::checksum, exclusive, number_of(stated)});
    }
  }

  [[nodiscard]] std::string only_text(std::uint32_t entity, Aspect aspect) const {
    const auto all = entities_.of(entity, aspect);
    return all.size() == 1 ? folded(source_.term(all.front().object).value) : std::string();
  }

  /// As facts of two kinds, since a light source of no stated kind may be any of them.
  void add_part(std::uint32_t entity) {
    const Part part = entities_.part(entity);
    if (part == Part::none)
      return;
    keys_.facts_.push_back({entity, {Exclusive::part, static_cast<std::uint64_t>(std::min(part, Part::light_source))}});
    if (part > Part::light_source)
      keys_.facts_.push_back({entity, {Exclusive::light_source, static_cast<std::uint64_t>(part)}});
  }

  void add_serial(std::uint32_t entity) {
    const auto all = entities_.of(entity, Aspect::serial);
    std::string serial = only_text(entity, Aspect::serial);
    std::erase(serial, ' ');
    if (!tells_a_serial(serial))
      return;
    const std::string make = only_text(entity, Aspect::manufacturer), model = only_text(entity, Aspect::model);
    if (!make.empty() && !model.empty())
      found_.push_back({make + " / " + model + " / " + serial, Rule::serial, Exclusive::none, number_of(all.front())});
    keys_.facts_.push_back({entity, {Exclusive::serial, stable_hash(serial)}});
  }

  /// Of two values of a kind of which a thing has one, that of its own name holds; without that neither does.
  void drop_rivals(std::uint32_t entity) {
    std::sort(found_.begin(), found_.end(), [](const Found& a, const Found& b) {
      return std::tuple(a.exclusive, a.value, a.stated != own_name, a.stated) < std::tuple(b.exclusive, b.value, b.stated != own_name, b.stated);
    });
    found_.erase(std::unique(found_.begin(), found_.end(),
                             [](const Found& a, const Found& b) { return a.rule == b.rule && a.value == b.value; }),
                 found_.end());
    for (auto first = found_.begin(); first != found_.end();) {
      const auto last = std::find_if(first, found_.end(), [&](const Found& found) { return found.exclusive != first->exclusive; });
      if (first->exclusive == Exclusive::none || last - first < 2) {
        first = last;
        continue;
      }
      report_rivals(entity, *first, *std::next(first));
      const auto own = std::find_if(first, last, [](const Found& found) { return found.stated == own_name; });
      std::vector<Found> kept;
      if (own != last)
        kept.push_back(*own);
      first = found_.erase(first, last);
      first = found_.insert(first, kept.begin(), kept.end());
      first += static_cast<std::ptrdiff_t>(kept.size());
    }
  }

  void report_rivals(std::uint32_t entity, const Found& a, const Found& b) {
    findings_.report({"identity.several-identifiers", Severity::warning,
                      Place{source_.term(entities_.id(entity)).value, {}, {}, {}, {}},
                      "it has different " + std::string(name_of(a.exclusive)) + " (" + a.value + ", " + b.value +
                          "), of which a thing has one; what is not its own name is left out of account"});
  }

  void store(std::uint32_t entity, const Found& found) {
    if (found.exclusive != Exclusive::none)
      keys_.facts_.push_back({entity, {found.exclusive, stable_hash(found.value)}});
    Key key;
    key.text_at = keys_.pool_.size();
    key.text_size = static_cast<std::uint32_t>(found.value.size() + 1);
    key.entity = entity;
    key.stated = found.stated;
    key.rule = found.rule;
    keys_.pool_ += static_cast<char>('a' + static_cast<int>(entities_.family(entity)));
    keys_.pool_ += found.value;
    keys_.keys_.push_back(key);
  }

  Keys& keys_;
  const graph::QuadSource& source_;
  const Entities& entities_;
  FindingSink& findings_;
  std::vector<Found> found_;
};

Keys::Keys(const graph::QuadSource& source, const Entities& entities, FindingSink& findings) {
  Reader reader(*this, source, entities, findings);
  for (std::uint32_t entity = 0; entity < entities.size(); ++entity)
    reader.read(entity);
  std::sort(keys_.begin(), keys_.end(), [this](const Key& a, const Key& b) {
    return std::tuple(a.rule, text(a), a.entity) < std::tuple(b.rule, text(b), b.entity);
  });
}

} // namespace micrograph::identity
