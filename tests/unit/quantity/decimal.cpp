#include "quantity/decimal.hpp"

#include <doctest/doctest.h>

#include <clocale>
#include <stdexcept>

using micrograph::quantity::Decimal;

namespace {
std::string read(std::string_view text) {
  const auto number = Decimal::parse(text);
  return number ? number->text() : "(none)";
}
Decimal number(std::string_view text) {
  return Decimal::parse(text).value();
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
  CHECK(read("1e399").size() == 400);
  CHECK(read("1e400") == "(none)");
  CHECK(read("1e-400").size() == 402);
  CHECK(read("1e-401") == "(none)");
  CHECK(read(std::string(1'000'000, '9')) == "(none)");
  CHECK(read(std::string(1'000'000, '0') + "7") == "7");
}

TEST_CASE("decimal: sums and products are exact") {
  CHECK(number("0.1").plus(number("0.2"))->text() == "0.3");
  CHECK(number("37").plus(number("273.15"))->text() == "310.15");
  CHECK(number("1e300").plus(number("1e-300"))->significant_digits() == 601);
  CHECK(number("-2.5").times(number("4"))->text() == "-10");
  CHECK(number("9.0576674152210312E-08").times(number("1e6"))->text() == "0.090576674152210312");
  CHECK_FALSE(number("1e300").times(number("1e300")).has_value());
  CHECK_FALSE(number("1e-300").times(number("1e-300")).has_value());
  CHECK(number("010").times(number("010"))->text() == "100");
}

TEST_CASE("decimal: a quotient is exact or has 34 digits") {
  CHECK(number("1").divided_by(number("8"))->text() == "0.125");
  CHECK(number("-9").divided_by(number("1.8"))->text() == "-5");
  CHECK(number("1").divided_by(number("3"))->text() == "0.3333333333333333333333333333333333");
  CHECK(number("2").divided_by(number("3"))->text() == "0.6666666666666666666666666666666667");
  CHECK(number("20000").divided_by(number("3"))->text() == "6666.666666666666666666666666666667");
  CHECK(number("0").divided_by(number("3"))->text() == "0");
  CHECK_FALSE(number("1").divided_by(number("0")).has_value());
}

TEST_CASE("decimal: rounding goes to even on a tie") {
  CHECK(number("2.5").rounded(1).text() == "2");
  CHECK(number("3.5").rounded(1).text() == "4");
  CHECK(number("2.51").rounded(1).text() == "3");
  CHECK(number("-0.9996").rounded(3).text() == "-1");
  CHECK(number("9996").rounded(3).text() == "10000");
  CHECK(number("123").rounded(9).text() == "123");
  CHECK_THROWS_AS((void)number("1").rounded(0), std::logic_error);
}

TEST_CASE("decimal: the locale has no say") {
  const std::string before = std::setlocale(LC_NUMERIC, nullptr);
  if (std::setlocale(LC_NUMERIC, "de_DE.UTF-8")) {
    CHECK(read("0.5") == "0.5");
    CHECK(read("0,5") == "(none)");
  }
  std::setlocale(LC_NUMERIC, before.c_str());
}
