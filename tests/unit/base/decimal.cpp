#include "base/decimal.hpp"

#include <doctest/doctest.h>

#include <clocale>
#include <cmath>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <string>

using micrograph::Decimal;

namespace {
std::string read(std::string_view text) {
  const auto number = Decimal::parse_scientific(text);
  return number ? number->text() : "(none)";
}
Decimal number(std::string_view text) {
  return Decimal::parse_scientific(text).value();
}
Decimal decimal(std::string_view text) {
  const auto value = Decimal::parse_xsd(text);
  REQUIRE_MESSAGE(value, text);
  return *value;
}
} // namespace

TEST_CASE("decimal: every way to write a number has one canonical text") {
  CHECK(read("0.5") == "0.5");
  CHECK(read(".50") == "0.5");
  CHECK(read("5E-1") == "0.5");
  CHECK(read(" +0.500\n") == "0.5");
  CHECK(read("63") == "63");
  CHECK(read("63.0") == "63");
  CHECK(read("63.") == "63");
  CHECK(read("-1.20e2") == "-120");
  CHECK(read("1e3") == "1000");
  CHECK(read("000") == "0");
  CHECK(read("-0.0") == "0");
  CHECK(read("0e999999999999999999999") == "0");
  CHECK(read("9.0576674152210312E-08") == "0.000000090576674152210312");
}

TEST_CASE("decimal: what is no number is absent") {
  for (const char* text : {"", " ", ".", "+", "-", "e5", "1e", "1e+", "NaN", "INF", "-inf", "1,5", "1 000",
                           "0x10", "12px", "1.2.3", "--1", "1e5.0", "½"})
    CHECK_MESSAGE(read(text) == "(none)", text);
}

TEST_CASE("decimal: a hostile exponent costs nothing and is refused") {
  CHECK(read("1e999999999") == "(none)");
  CHECK(read("1e-999999999") == "(none)");
  CHECK(read("1e99999999999999999999999999999") == "(none)");
  CHECK(read("1e999").size() == 1000);
  CHECK(read("1e1000") == "(none)");
  CHECK(read("1e-1000").size() == 1002);
  CHECK(read("1e-1001") == "(none)");
  CHECK(read(std::string(1'000'000, '9')) == "(none)");
  CHECK(read(std::string(1'000'000, '0') + "7") == "7");
  CHECK(read("1" + std::string(2'000'000, '0') + "e-2000000") == "1");
  CHECK(read("0." + std::string(2'000'000, '0') + "1e2000001") == "1");
}

TEST_CASE("decimal: sums and products are exact") {
  CHECK(number("0.1").plus(number("0.2"))->text() == "0.3");
  CHECK(number("37").plus(number("273.15"))->text() == "310.15");
  CHECK(number("1e300").plus(number("1e-300"))->significant_digits() == 601);
  CHECK(number("-2.5").times(number("4"))->text() == "-10");
  CHECK(number("9.0576674152210312E-08").times(number("1e6"))->text() == "0.090576674152210312");
  CHECK_FALSE(number("1e600").times(number("1e600")).has_value());
  CHECK_FALSE(number("1e-600").times(number("1e-600")).has_value());
  CHECK(number("010").times(number("010"))->text() == "100");
}

TEST_CASE("decimal: a quotient is exact or has 34 digits") {
  CHECK(number("1").divided_to_digits(number("8"))->text() == "0.125");
  CHECK(number("-9").divided_to_digits(number("1.8"))->text() == "-5");
  CHECK(number("1").divided_to_digits(number("3"))->text() == "0.3333333333333333333333333333333333");
  CHECK(number("2").divided_to_digits(number("3"))->text() == "0.6666666666666666666666666666666667");
  CHECK(number("20000").divided_to_digits(number("3"))->text() == "6666.666666666666666666666666666667");
  CHECK(number("0").divided_to_digits(number("3"))->text() == "0");
  CHECK(number("-1").divided_to_digits(number("-3"))->text() == "0.3333333333333333333333333333333333");
  CHECK(number("2e60").divided_to_digits(number("3"))->text() ==
        "6666666666666666666666666666666667" + std::string(26, '0'));
  CHECK(number("1e-60").divided_to_digits(number("-3"))->significant_digits() == 34);
  CHECK_FALSE(number("1").divided_to_digits(number("0")).has_value());
}

TEST_CASE("decimal: a quotient to places has 24 of them beyond those of the operands") {
  CHECK(decimal("1").divided_to_places(decimal("3"))->text() == "0.333333333333333333333333");
  CHECK(decimal("-2").divided_to_places(decimal("3"))->text() == "-0.666666666666666666666667");
  CHECK(decimal("0.6").divided_to_places(decimal("3"))->text() == "0.2");
  CHECK_FALSE(decimal("1").divided_to_places(decimal("0")).has_value());
}

TEST_CASE("decimal: rounding goes to even on a tie") {
  CHECK(number("2.5").rounded_to_digits(1).text() == "2");
  CHECK(number("3.5").rounded_to_digits(1).text() == "4");
  CHECK(number("2.51").rounded_to_digits(1).text() == "3");
  CHECK(number("-0.9996").rounded_to_digits(3).text() == "-1");
  CHECK(number("9996").rounded_to_digits(3).text() == "10000");
  CHECK(number("123").rounded_to_digits(9).text() == "123");
  CHECK_THROWS_AS((void)number("1").rounded_to_digits(0), std::logic_error);
}

TEST_CASE("decimal: the locale has no say") {
  const std::string before = std::setlocale(LC_NUMERIC, nullptr);
  if (std::setlocale(LC_NUMERIC, "de_DE.UTF-8")) {
    CHECK(read("0.5") == "0.5");
    CHECK(read("0,5") == "(none)");
  }
  std::setlocale(LC_NUMERIC, before.c_str());
}

TEST_CASE("decimal: XSD forms are read and written exactly") {
  struct Case {
    const char *text, *canonical;
  };
  for (const Case& c : {Case{"0", "0"}, Case{"-0.0", "0"}, Case{"+007.500", "7.5"}, Case{".5", "0.5"},
                        Case{"5.", "5"}, Case{"-0.000000000000000000001", "-0.000000000000000000001"},
                        Case{"123456789012345678901234567890.10", "123456789012345678901234567890.1"},
                        Case{"0000000000000000000000000000001", "1"}})
    CHECK(decimal(c.text).text() == c.canonical);
  for (const char* text : {"", ".", "-", "+", "1e0", " 1", "1 ", "--1", "1.2.3", "0x1", "1,5"})
    CHECK_MESSAGE(!Decimal::parse_xsd(text), text);
  CHECK(Decimal::parse_xsd(std::string(1000, '9')));
  CHECK_FALSE(Decimal::parse_xsd(std::string(1001, '9')));
  CHECK_FALSE(decimal(std::string(1000, '9')).plus(Decimal(1)));
  CHECK_FALSE(decimal(std::string(600, '9')).times(decimal(std::string(600, '9'))));
}

TEST_CASE("decimal: at the edges of 64 bits") {
  const Decimal least(std::numeric_limits<std::int64_t>::min());
  CHECK(least.negated().text() == "9223372036854775808");
  CHECK(least.minus(Decimal(1))->text() == "-9223372036854775809");
  CHECK(least.minus(Decimal(1))->plus(Decimal(1)) == least);
  CHECK(least.times(Decimal(-1))->text() == "9223372036854775808");
  CHECK(decimal("9223372036854775808").to_double() == 9223372036854775808.0);
  CHECK_FALSE(decimal("9223372036854775808").to_integer());
  CHECK(decimal("-12.00").to_integer() == -12);
  CHECK(decimal("0.1").to_double() == 0.1);
  CHECK(decimal("1" + std::string(400, '0')).to_double() == std::numeric_limits<double>::infinity());
  CHECK(decimal("0." + std::string(400, '0') + "1").to_double() == 0.0);
  CHECK(decimal("1.000000000000000000000001") > Decimal(1));
  CHECK(decimal("-5.5").floor().text() == "-6");
  CHECK(decimal("-5.5").truncated().text() == "-5");
  CHECK(decimal("123456789012345678901.5").round().text() == "123456789012345678902");
  CHECK(Decimal::from_double(0.1)->text() == "0.1000000000000000055511151231257827021181583404541015625");
  CHECK(Decimal::from_double(-4e18)->text() == "-4000000000000000000");
  CHECK_FALSE(Decimal::from_double(std::nan("")));
}
