#include "quantity/unit.hpp"
#include "quantity/quantity.hpp"
#include "quantity/unit_table.hpp"
#include "support/shared.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <map>
#include <thread>
#include <vector>

using micrograph::Decimal;
using namespace micrograph::quantity;

namespace {

std::string named(std::string_view text) {
  const auto unit = Unit::from_text(text);
  return unit ? unit->qudt_name() : "(none)";
}

std::string converted(std::string_view number, std::string_view from, std::string_view to) {
  const auto a = Unit::from_text(from);
  const auto b = Unit::from_qudt(to);
  REQUIRE(a.has_value());
  REQUIRE(b.has_value());
  const auto result = convert(Decimal::parse_scientific(number).value(), *a, *b);
  return result ? result->text() : "(none)";
}

} // namespace

TEST_CASE("unit: the spellings of a micrometre") {
  for (const char* text : {"µm", "μm", "um", "Âµm", "Î¼m", "micron", "Microns", "micrometer", "Micrometre",
                           "micrometers", " µm ", "[um]", "(µm)"})
    CHECK_MESSAGE(named(text) == "MicroM", text);
}

TEST_CASE("unit: spellings of others") {
  CHECK(named("Å") == "ANGSTROM");
  CHECK(named("\u212B") == "ANGSTROM");
  CHECK(named("A\u030A") == "ANGSTROM");
  CHECK(named("Ã…") == "ANGSTROM");
  CHECK(named("°C") == "DEG_C");
  CHECK(named("Â°C") == "DEG_C");
  CHECK(named("º C") == "DEG_C");
  CHECK(named("Cel") == "DEG_C");
  CHECK(named("deg") == "DEG");
  CHECK(named("ms") == "MilliSEC");
  CHECK(named("Ms") == "MegaSEC");
  CHECK(named("mM") == "MilliMOL-PER-L");
  CHECK(named("Mm") == "");
  CHECK(named("min") == "MIN");
  CHECK(named("Minutes") == "MIN");
  CHECK(named("inches") == "IN");
  CHECK(named("µm/s²") == "MicroM-PER-SEC2");
  CHECK(named("mAs") == "MilliA-SEC");
  CHECK(named("mm Hg") == "MilliM_HG");
  CHECK(named("mm[Hg]") == "MilliM_HG");
  CHECK(named("kV") == "KiloV");
  CHECK(named("pixel") == "PIXEL");
  CHECK(named("reference frame") == "");
  CHECK(named("ReferenceFrame") == "");
}

TEST_CASE("unit: what is no unit is unknown") {
  for (const char* text :
       {"", " ", "[]", "furlong per fortnight", "mmm", "µ", "direct", "Level", "m^999999999"})
    CHECK_MESSAGE(named(text) == "(none)", text);
  CHECK(named(std::string(100'000, 'k') + "m") == "(none)");
  CHECK_FALSE(Unit::from_iri("http://example.org/MicroM").has_value());
  CHECK_FALSE(Unit::from_iri("http://qudt.org/vocab/unit/").has_value());
  CHECK(Unit::from_iri("http://qudt.org/vocab/unit/MicroM")->iri() == "http://qudt.org/vocab/unit/MicroM");
}

TEST_CASE("unit: OME's symbols are all known") {
  for (const char* prefix : {"Y", "Z", "E", "P", "T", "G", "M", "k", "h", "da", "",
                             "d", "c", "m", "µ", "n", "p", "f", "a", "z", "y"})
    for (const char* base : {"m", "s", "Pa", "V", "W", "Hz"})
      CHECK_MESSAGE(named(std::string(prefix) + base) != "(none)", prefix, base);
  for (const char* text : {"Å",
                           "thou",
                           "li",
                           "in",
                           "ft",
                           "yd",
                           "mi",
                           "ua",
                           "ly",
                           "pc",
                           "pt",
                           "pixel",
                           "reference frame",
                           "min",
                           "h",
                           "d",
                           "bar",
                           "Mbar",
                           "kbar",
                           "dbar",
                           "cbar",
                           "mbar",
                           "atm",
                           "psi",
                           "Torr",
                           "mTorr",
                           "mm Hg",
                           "deg",
                           "rad",
                           "gon",
                           "°C",
                           "°F",
                           "K",
                           "°R"})
    CHECK_MESSAGE(named(text) != "(none)", text);
}

TEST_CASE("unit: exact conversions") {
  CHECK(converted("0.5", "µm", "MicroM") == "0.5");
  CHECK(converted("500", "nm", "MicroM") == "0.5");
  CHECK(converted("5E-07", "m", "MicroM") == "0.5");
  CHECK(converted("5000", "Å", "MicroM") == "0.5");
  CHECK(converted("9.0576674152210312E-08", "m", "MicroM") == "0.090576674152210312");
  CHECK(converted("1", "in", "MilliM") == "25.4");
  CHECK(converted("25.4", "mm", "IN") == "1");
  CHECK(converted("100", "ms", "SEC") == "0.1");
  CHECK(converted("1", "d", "SEC") == "86400");
  CHECK(converted("90", "s", "MIN") == "1.5");
  CHECK(converted("20", "s", "MIN") == "0.3333333333333333333333333333333333");
  CHECK(converted("488", "nm", "NanoM") == "488");
  CHECK(converted("120", "kV", "V") == "120000");
  CHECK(converted("50", "%", "UNITLESS") == "0.5");
  CHECK(converted("1", "Ym", "M") == "1000000000000000000000000");
  CHECK(converted("7", "pt", "IN") == "0.09722222222222222222222222222222222");
  CHECK(converted("760", "Torr", "ATM") == "1");
  CHECK(converted("60", "rpm", "REV-PER-MIN") == "60");
}

TEST_CASE("unit: temperatures have an offset") {
  CHECK(converted("37", "°C", "K") == "310.15");
  CHECK(converted("310.15", "K", "DEG_C") == "37");
  CHECK(converted("0", "K", "DEG_C") == "-273.15");
  CHECK(converted("98.6", "°F", "DEG_C") == "37");
  CHECK(converted("212", "°F", "K") == "373.15");
  CHECK(converted("-40", "°C", "DEG_F") == "-40");
  CHECK(converted("180", "°R", "K") == "100");
}

TEST_CASE("unit: a factor without end gives the digits there are") {
  CHECK(converted("180", "deg", "RAD") == "3.14159265358979");
  CHECK(converted("100", "gon", "DEG") == "90");
}

TEST_CASE("unit: what does not measure the same does not convert") {
  CHECK(converted("1", "µm", "SEC") == "(none)");
  CHECK(converted("1", "pixel", "MicroM") == "(none)");
  CHECK(converted("1", "reference frame", "MicroM") == "(none)");
  CHECK(converted("1", "deg", "PERCENT") == "(none)");
  CHECK(converted("1", "Hz", "BQ") == "(none)");
  CHECK(converted("100", "1/cm", "MicroM") == "(none)");
  CHECK(converted("1e999", "km", "NanoM") == "(none)");
}

TEST_CASE("unit: every definition of the table is one that udunits knows, whatever the partner") {
  // Converting to the first unit of the family makes udunits parse both; a wrong one fails in an ENSURES.
  for (const UnitEntry& entry : unit_entries())
    if (!entry.qudt.empty())
      for (const char* partner : {"M", "UNITLESS", "RAD", "HZ"})
        CHECK_NOTHROW(
            (void)convert(Decimal(1), Unit::from_qudt(entry.qudt).value(), Unit::from_qudt(partner).value()));
}

TEST_CASE("unit: every IRI of the table is one that QUDT has, with the same factor") {
  const auto folder = micrograph::test::shared_folder("vocabularies/qudt");
  if (!folder)
    return;
  std::map<std::string, double> multipliers; // of all units; 0 where QUDT gives none
  std::ifstream file(*folder / "VOCAB_QUDT-UNITS-ALL.ttl");
  std::string current;
  for (std::string line; std::getline(file, line);) {
    constexpr std::string_view multiplier = "  qudt:conversionMultiplier ";
    if (line.starts_with("unit:") && line.find(' ') == std::string::npos)
      multipliers[current = line.substr(5)] = 0;
    else if (line.starts_with(multiplier) && !current.empty())
      multipliers[current] = std::stod(line.substr(multiplier.size()));
  }
  REQUIRE(multipliers.size() > 2000);
  std::size_t compared = 0;
  for (const UnitEntry& entry : unit_entries()) {
    if (entry.qudt.empty())
      continue;
    REQUIRE_MESSAGE(multipliers.contains(entry.qudt), entry.qudt);
    for (const char* base : {"M", "SEC", "PA", "V", "W", "HZ", "BQ", "A", "T", "J", "N", "GRAY", "OHM", "RAD",
                             "K", "M-PER-SEC", "UNITLESS"}) {
      const Unit from = Unit::from_qudt(entry.qudt).value(), to = Unit::from_qudt(base).value();
      const auto one = convert(Decimal(1), from, to), none = convert(Decimal(0), from, to);
      if (!one || !none)
        continue;
      const double factor = std::stod(one->text()) - std::stod(none->text());
      CHECK_MESSAGE(factor == doctest::Approx(multipliers[entry.qudt]).epsilon(1e-5), entry.qudt);
      ++compared;
    }
  }
  CHECK(compared > 100);
}

TEST_CASE("unit: threads may convert at the same time") {
  std::vector<std::jthread> threads;
  std::vector<std::string> results(8);
  for (std::size_t i = 0; i < results.size(); ++i)
    threads.emplace_back([&results, i] {
      for (const char* from : {"m", "mm", "nm", "pm", "ft", "yd", "Å", "cm"})
        results[i] +=
            convert(Decimal(3), Unit::from_text(from).value(), Unit::from_qudt("MicroM").value())->text() +
            " ";
    });
  threads.clear();
  for (const std::string& result : results)
    CHECK(result == "3000000 3000 0.003 0.000003 914400 2743200 0.0003 30000 ");
}

TEST_CASE("quantity: one value has one key") {
  const Unit micrometre = Unit::from_qudt("MicroM").value();
  const auto key = [&](std::string_view number, std::string_view unit) {
    return key_of({convert(Decimal::parse_scientific(number).value(), Unit::from_text(unit).value(), micrometre).value(),
                   micrometre});
  };
  CHECK(key("0.5", "µm") == "0.5;MicroM");
  CHECK(key("500", "nm") == "0.5;MicroM");
  CHECK(key("5E-07", "m") == "0.5;MicroM");
  CHECK(key("5000", "Å") == "0.5;MicroM");
  CHECK_FALSE(key_of({Decimal(1), Unit::from_text("aHz").value()}).has_value());
}

TEST_CASE("quantity: a key is read back, and only a canonical one") {
  const auto quantity = from_key("0.5;MicroM");
  REQUIRE(quantity.has_value());
  CHECK(quantity->value.text() == "0.5");
  CHECK(quantity->unit.qudt_name() == "MicroM");
  for (const char* key :
       {"0.50;MicroM", "5e-1;MicroM", "0.5", "0.5;", "0.5;Micron", ";MicroM", "0.5;MicroM;"})
    CHECK_MESSAGE(!from_key(key).has_value(), key);
}
