#include "quantity/unit_table.hpp"

#include "base/ascii.hpp"

#include <array>
#include <map>
#include <unordered_map>

namespace micrograph::quantity {

namespace {

struct Prefix {
  char letter; ///< names it in PrefixedUnit::qudt_prefixes
  std::string_view symbol;
  std::string_view name;
  std::string_view qudt;
  std::string_view power; ///< of ten
};

// OME allows all of SI's prefixes with all of its units, so the exotic ones do turn up ("aHz").
constexpr std::array<Prefix, 20> prefixes{
    {{'Y', "Y", "yotta", "Yotta", "1e24"},  {'Z', "Z", "zetta", "Zetta", "1e21"},
     {'E', "E", "exa", "Exa", "1e18"},      {'P', "P", "peta", "Peta", "1e15"},
     {'T', "T", "tera", "Tera", "1e12"},    {'G', "G", "giga", "Giga", "1e9"},
     {'M', "M", "mega", "Mega", "1e6"},     {'k', "k", "kilo", "Kilo", "1e3"},
     {'h', "h", "hecto", "Hecto", "1e2"},   {'D', "da", "deca", "Deca", "1e1"},
     {'d', "d", "deci", "Deci", "1e-1"},    {'c', "c", "centi", "Centi", "1e-2"},
     {'m', "m", "milli", "Milli", "1e-3"},  {'u', "u", "micro", "Micro", "1e-6"},
     {'n', "n", "nano", "Nano", "1e-9"},    {'p', "p", "pico", "Pico", "1e-12"},
     {'f', "f", "femto", "Femto", "1e-15"}, {'a', "a", "atto", "Atto", "1e-18"},
     {'z', "z", "zepto", "Zepto", "1e-21"}, {'y', "y", "yocto", "Yocto", "1e-24"}}};

/// A unit that takes prefixes. Symbols and names are separated by spaces; a name also stands with -s.
struct PrefixedUnit {
  std::string_view qudt;
  std::string_view definition;
  std::string_view symbols;
  std::string_view names;
  std::string_view qudt_prefixes; ///< those with which QUDT has it
  Family family = Family::dimensional;
};

constexpr PrefixedUnit prefixed_units[] = {
    {"M", "m", "m", "meter metre", "khDdcmunpf"},
    {"SEC", "s", "s sec", "second sec", "Mkdmunpfa"},
    {"PA", "Pa", "Pa", "pascal", "GMkhDmup"},
    {"V", "V", "V", "volt", "EPTGMkmunpf"},
    {"W", "W", "W", "watt", "EPTGMkmunp"},
    {"HZ", "Hz", "Hz", "hertz", "PTGMkhm", Family::frequency},
    {"A", "A", "A", "ampere amp", "PTGMkmunpfa"},
    {"T", "T", "T", "tesla", "kmun"},
    {"GM", "1e-3 kg", "g", "gram gramme", "MkhDdcmunpf"},
    {"J", "J", "J", "joule", "EPTGMkmunpfa"},
    {"N", "N", "N", "newton", "GMkdcmun"},
    {"BQ", "s-1", "Bq", "becquerel", "PTGMkmun", Family::activity},
    {"GRAY", "J.kg-1", "Gy", "gray", "Mkcmun"},
    {"EV", "1.602176634e-19 J", "eV", "electronvolt", "GMk"},
    {"OHM", "ohm", "Ohm Ω", "ohm", "TGMkmun"},
    {"F", "F", "F", "farad", ""},
    {"BAR", "1e5 Pa", "bar", "bar", "Mkhdcmu"},
    {"TORR", "101325/760 Pa", "Torr", "torr", "mu"},
    {"L", "1e-3 m3", "L l", "liter litre", "MkhDdcmunpf"},
    {"MOL", "mol", "mol", "mole", "kcmunpf"},
    {"MOL-PER-L", "1e3 mol.m-3", "mol/L M", "molar", "cmunpf"},
    {"BYTE", "1", "B By", "byte", "EPTGMk", Family::pixel},
    {"RAD", "rad", "rad", "radian", "mu", Family::angle},
    {"K", "K", "K", "kelvin", ""},
};

struct PlainUnit {
  std::string_view qudt;
  std::string_view definition;
  std::string_view symbols;
  std::string_view names;
  Family family = Family::dimensional;
};

// A `_` in a spelling stands for a space. The BYTE above and the pixels here have definitions in no system of
// units; they convert within their own.
constexpr PlainUnit plain_units[] = {
    {"ANGSTROM", "1e-10 m", "Å Ao", "angstrom ångström ångstrom"},
    {"IN", "2.54e-2 m", "in \" in_i", "inch"},
    {"FT", "0.3048 m", "ft ft_i", "foot feet"},
    {"YD", "0.9144 m", "yd yd_i", "yard"},
    {"MI", "1609.344 m", "mi mi_i", "mile"},
    {"MilLength", "2.54e-5 m", "thou mil mil_i", "thou"},
    {"", "2.54e-2/12 m", "li", ""},
    {"", "2.54e-2/72 m", "pt", "point"}, // OME's; unit:PT is the printer's point of 0.35146 mm
    {"AU", "149597870700 m", "ua", "astronomical_unit"},
    {"LY", "9460730472580800 m", "ly", "light_year light-year"},
    {"PARSEC", "3.0856775814913673e16 m", "pc", "parsec"},
    {"MicroM2", "1e-12 m2", "um2 um^2", ""},
    {"MilliM2", "1e-6 m2", "mm2 mm^2", ""},
    {"MicroM3", "1e-18 m3", "um3 um^3", ""},
    {"MilliM3", "1e-9 m3", "mm3 mm^3", ""},
    {"MIN", "60 s", "min", "minute min"},
    {"HR", "3600 s", "h hr", "hour"},
    {"DAY", "86400 s", "d", "day"},
    {"WK", "604800 s", "wk", "week"},
    {"M-PER-SEC", "m.s-1", "m/s m.s-1", ""},
    {"MilliM-PER-SEC", "1e-3 m.s-1", "mm/s mm.s-1", ""},
    {"MicroM-PER-SEC", "1e-6 m.s-1", "um/s um.s-1", ""},
    {"MicroM-PER-SEC2", "1e-6 m.s-2", "um/s2 um/s^2 um.s-2", ""},
    {"ATM", "101325 Pa", "atm", "atmosphere"},
    {"PSI", "6894.757293168361 Pa", "psi", ""},
    {"MilliM_HG", "133.322387415 Pa", "mmHg mm_Hg mm[Hg]", ""},
    {"DEG_C", "K @ 273.15", "°C Cel degC deg_C C", "celsius degree_celsius degrees_celsius"},
    {"DEG_F", "K/1.8 @ 459.67", "°F degF deg_F", "fahrenheit degree_fahrenheit degrees_fahrenheit"},
    {"DEG_R", "K/1.8", "°R degR deg_R", "rankine degree_rankine degrees_rankine"},
    {"DEG", "degree", "° deg", "degree", Family::angle},
    {"GON", "0.9 degree", "gon grad", "gon gradian", Family::angle},
    {"ARCMIN", "degree/60", "' arcmin", "arcminute", Family::angle},
    {"ARCSEC", "degree/3600", "'' arcsec", "arcsecond", Family::angle},
    {"DEG-PER-SEC", "degree.s-1", "°/s deg/s deg.s-1", "", Family::angle},
    {"RAD-PER-SEC", "rad.s-1", "rad/s rad.s-1", "", Family::angle},
    {"REV-PER-MIN", "min-1", "rpm RPM U/min rev/min {rev}/min", "", Family::rotation},
    {"PER-SEC", "s-1", "1/s s-1 /s fps", "", Family::frequency},
    {"MilliA-SEC", "1e-3 A.s", "mAs mA.s mA*s", ""},
    {"", "1e-6 A.s", "uAs uA.s uA*s", ""},
    {"DIOPTER", "m-1", "dpt", "diopter dioptre"},
    {"PER-CentiM", "1e2 m-1", "1/cm cm-1", ""},
    {"PER-MilliM", "1e3 m-1", "1/mm mm-1", ""},
    {"UNITLESS", "1", "1", "", Family::ratio},
    {"NUM", "1", "{#} count", "count", Family::ratio},
    {"PERCENT", "1e-2", "%", "percent", Family::ratio},
    {"PPM", "1e-6", "ppm", "", Family::ratio},
    {"PIXEL", "", "pixel px {pixel}", "pixel", Family::pixel},
    {"", "", "reference_frame", "reference_frame referenceframe", Family::pixel},
};

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

/// One way to write the signs that have several, or that were read with the wrong encoding: UTF-8 taken for
/// Latin-1 or Windows-1252 puts a `Â` or `Ã` before them.
std::string plain_signs(std::string_view text) {
  std::string out(text);
  constexpr std::pair<std::string_view, std::string_view> signs[] = {
      {"\u00C2\u00B5", "u"}, {"\u00CE\u00BC", "u"}, {"\u00B5", "u"},  {"\u03BC", "u"},
      {"\u00C3\u2026", "Å"}, {"\u00C3\u0085", "Å"}, {"\u212B", "Å"},  {"A\u030A", "Å"},
      {"\u00C2\u00B0", "°"}, {"\u00BA", "°"},       {"\u2103", "°C"}, {"\u00B2", "2"},
      {"\u00B3", "3"},       {"\u00C2\u00A0", " "}, {"\u00A0", " "},  {"\u00B7", "."},
      {"\u22C5", "."},       {"\u2126", "Ω"}};
  for (const auto& [from, to] : signs)
    replace_all(out, from, to);
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
  while (!out.empty() && blank(out.back()))
    out.pop_back();
  while (!out.empty() && blank(out.front()))
    out.erase(0, 1);
  if (out.size() > 2 &&
      ((out.front() == '[' && out.back() == ']') || (out.front() == '(' && out.back() == ')')))
    out = out.substr(1, out.size() - 2);
  replace_all(out, "° ", "°");
  return out;
}

class Table {
public:
  Table() {
    for (const PrefixedUnit& unit : prefixed_units) {
      add(unit.qudt, unit.definition, unit.family);
      spell("", unit.symbols, "", unit.names);
      for (const Prefix& prefix : prefixes) {
        const bool known = unit.qudt_prefixes.find(prefix.letter) != std::string_view::npos;
        add(known ? std::string(prefix.qudt) + std::string(unit.qudt) : std::string(),
            std::string(prefix.power) + " (" + std::string(unit.definition) + ")", unit.family);
        spell(prefix.symbol, unit.symbols, prefix.name, unit.names);
      }
    }
    // The plain ones win over a prefixed one of the same spelling: "min" is no milli-inch, "h" no prefix.
    for (const PlainUnit& unit : plain_units) {
      add(unit.qudt, unit.definition, unit.family);
      spell("", unit.symbols, "", unit.names);
    }
    names_["micron"] = names_["microns"] = names_["micrometer"];
    by_qudt_["ONE"] = by_qudt_.at("UNITLESS");
  }

  [[nodiscard]] const std::vector<UnitEntry>& entries() const { return entries_; }
  [[nodiscard]] std::size_t spelling(std::string_view text) const {
    constexpr std::size_t longest = 40; // no unit has a longer name
    if (text.size() > longest)
      return no_unit;
    const std::string plain = plain_signs(text);
    if (const auto it = symbols_.find(plain); it != symbols_.end())
      return it->second;
    const auto it = names_.find(ascii::lower(plain));
    return it == names_.end() ? no_unit : it->second;
  }
  [[nodiscard]] std::size_t qudt(std::string_view name) const {
    const auto it = by_qudt_.find(name);
    return it == by_qudt_.end() ? no_unit : it->second;
  }

private:
  void add(std::string_view qudt, std::string_view definition, Family family) {
    if (!qudt.empty())
      by_qudt_.emplace(qudt, entries_.size());
    entries_.push_back({std::string(qudt), std::string(definition), family});
  }
  /// Spellings of the entry added last.
  void spell(std::string_view symbol_prefix, std::string_view symbols, std::string_view name_prefix,
             std::string_view names) {
    const std::size_t entry = entries_.size() - 1;
    each_word(symbols, [&](std::string word) { symbols_[std::string(symbol_prefix) + word] = entry; });
    each_word(names, [&](std::string word) {
      const std::string name = std::string(name_prefix) + word;
      names_[name] = entry;
      names_[name + (name.ends_with("ch") ? "es" : "s")] = entry;
    });
  }
  template <typename Each> static void each_word(std::string_view words, Each each) {
    while (!words.empty()) {
      const auto end = std::min(words.find(' '), words.size());
      std::string word(words.substr(0, end));
      // Spaces are written `_`; one that stands for itself ("in_i", "deg_C") is kept as well.
      std::string spaced = word;
      replace_all(spaced, "_", " ");
      if (!word.empty()) {
        if (spaced != word)
          each(spaced);
        each(std::move(word));
      }
      words.remove_prefix(std::min(end + 1, words.size()));
    }
  }

  std::vector<UnitEntry> entries_;
  std::unordered_map<std::string, std::size_t> symbols_;
  std::unordered_map<std::string, std::size_t> names_;
  std::map<std::string, std::size_t, std::less<>> by_qudt_;
};

const Table& table() {
  static const Table instance;
  return instance;
}

} // namespace

std::span<const UnitEntry> unit_entries() {
  return table().entries();
}
std::size_t find_spelling(std::string_view text) {
  return table().spelling(text);
}
std::size_t find_qudt(std::string_view local_name) {
  return table().qudt(local_name);
}

} // namespace micrograph::quantity
