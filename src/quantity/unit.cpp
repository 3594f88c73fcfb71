#include "quantity/unit.hpp"

#include "base/error.hpp"
#include "quantity/unit_table.hpp"

#include <udunits2.h>

#include <array>
#include <charconv>
#include <cmath>
#include <cstdarg>
#include <map>
#include <memory>
#include <mutex>
#include <shared_mutex>

namespace micrograph::quantity {

namespace {

/// to = (from + before) · numerator / denominator + after
struct Conversion {
  Decimal before, numerator{1}, denominator{1}, after;
  bool exact = true;
};

constexpr std::size_t double_digits = 15; ///< decimal digits that a double keeps for sure
constexpr std::size_t short_digits =
    12; ///< of a number that was meant, and is not the start of something longer

Decimal digits_of(double value, std::size_t digits) {
  std::array<char, 40> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::scientific,
                                 static_cast<int>(digits) - 1);
  return Decimal::parse_scientific({text.data(), static_cast<std::size_t>(end.ptr - text.data())}).value_or(Decimal());
}

/// The number a double was made from, if that was a short one; otherwise its first 15 digits. udunits-2
/// multiplies and adds several doubles on its way, so the last three digits may be noise.
Decimal shortest(double value) {
  constexpr double noise = 1e-13;
  const Decimal number = digits_of(value, short_digits);
  double read = 0;
  const std::string text = number.text();
  std::from_chars(text.data(), text.data() + text.size(), read);
  return std::abs(read - value) <= noise * std::abs(value) ? number : digits_of(value, double_digits);
}

bool is_short(const Decimal& number) {
  return number.significant_digits() <= short_digits;
}

struct FreeUnit {
  void operator()(ut_unit* unit) const { ut_free(unit); }
};
struct FreeConverter {
  void operator()(cv_converter* converter) const { cv_free(converter); }
};
using UnitHandle = std::unique_ptr<ut_unit, FreeUnit>;
using Converter = std::unique_ptr<cv_converter, FreeConverter>;

int say_nothing(const char*, va_list) {
  return 0;
}

/// The units system and the conversions worked out so far. udunits-2 parses with global state, so one lock
/// guards all of it; it is asked once for each pair of units.
class UnitSystem {
public:
  UnitSystem() {
    ut_set_error_message_handler(say_nothing);
    system_ = ut_read_xml(nullptr);
    if (!system_)
      throw IoError("quantity.units-database",
                    "the database of udunits-2 (udunits2.xml) cannot be read; is it installed?");
  }
  ~UnitSystem() { ut_free_system(system_); }
  UnitSystem(const UnitSystem&) = delete;
  UnitSystem& operator=(const UnitSystem&) = delete;

  const std::optional<Conversion>& conversion(std::size_t from, std::size_t to) {
    {
      const std::shared_lock lock(mutex_);
      if (const auto it = conversions_.find({from, to}); it != conversions_.end())
        return it->second;
    }
    const std::unique_lock lock(mutex_);
    const auto [it, fresh] = conversions_.try_emplace({from, to});
    if (fresh)
      it->second = work_out(unit_entries()[from], unit_entries()[to]);
    return it->second; // nodes of a map stay where they are
  }

private:
  std::optional<Conversion> work_out(const UnitEntry& from, const UnitEntry& to) {
    if (from.family != to.family || from.definition.empty() || to.definition.empty())
      return std::nullopt;
    const UnitHandle a(ut_parse(system_, from.definition.c_str(), UT_ASCII));
    const UnitHandle b(ut_parse(system_, to.definition.c_str(), UT_ASCII));
    MICROGRAPH_ENSURES(a && b); // our own table; a test parses it all
    const Converter there(ut_get_converter(a.get(), b.get()));
    const Converter back(ut_get_converter(b.get(), a.get()));
    if (!there || !back)
      return std::nullopt;

    Conversion conversion;
    // Far from zero, so that an offset does not eat the digits of the slope.
    constexpr double far = 1e12;
    const double offset = cv_convert_double(there.get(), 0.0);
    if (!std::isfinite(offset))
      return std::nullopt; // udunits-2 also converts into the reciprocal: a wave number into a wavelength
    const double slope = (cv_convert_double(there.get(), far) - offset) / far;
    const Decimal factor = shortest(slope), inverse = shortest(1.0 / slope);
    if (is_short(factor) || !is_short(inverse))
      conversion.numerator = factor;
    else
      conversion.denominator = inverse;
    conversion.exact = is_short(factor) || is_short(inverse);

    if (offset != 0.0) {
      // 32 °F is a short number where -17.777… °C is none, so the offset may belong before the factor.
      const Decimal after = shortest(offset), before = shortest(-cv_convert_double(back.get(), 0.0));
      if (is_short(after) || !is_short(before))
        conversion.after = after;
      else
        conversion.before = before;
      conversion.exact = conversion.exact && (is_short(after) || is_short(before));
    }
    return conversion;
  }

  ut_system* system_ = nullptr;
  std::shared_mutex mutex_;
  std::map<std::pair<std::size_t, std::size_t>, std::optional<Conversion>> conversions_;
};

UnitSystem& unit_system() {
  static UnitSystem system;
  return system;
}

} // namespace

std::optional<Unit> Unit::from_text(std::string_view text) {
  const std::size_t entry = find_spelling(text);
  return entry == no_unit ? std::nullopt : std::optional(Unit(entry));
}

std::optional<Unit> Unit::from_qudt(std::string_view local_name) {
  const std::size_t entry = find_qudt(local_name);
  return entry == no_unit ? std::nullopt : std::optional(Unit(entry));
}

std::optional<Unit> Unit::from_iri(std::string_view iri) {
  const std::string_view start = unit_namespace;
  if (!iri.starts_with(start))
    return std::nullopt;
  return from_qudt(iri.substr(start.size()));
}

const std::string& Unit::qudt_name() const {
  return unit_entries()[entry_].qudt;
}

std::string Unit::iri() const {
  return qudt_name().empty() ? std::string() : unit_namespace + qudt_name();
}

std::optional<Decimal> convert(const Decimal& value, Unit from, Unit to) {
  if (from == to)
    return value;
  const std::optional<Conversion>& conversion = unit_system().conversion(from.entry_, to.entry_);
  if (!conversion)
    return std::nullopt;
  auto result = value.plus(conversion->before);
  if (result)
    result = result->times(conversion->numerator);
  if (result)
    result = result->divided_to_digits(conversion->denominator);
  if (result)
    result = result->plus(conversion->after);
  if (result && !conversion->exact)
    result = result->rounded_to_digits(double_digits);
  return result;
}

} // namespace micrograph::quantity
