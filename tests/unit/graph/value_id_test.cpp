#include "graph/value_id.hpp"

#include "rdf/vocabulary.hpp"

#include <doctest/doctest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

using namespace micrograph;
using graph::Tag;
using graph::ValueId;
namespace xsd = rdf::vocabulary::xsd;

namespace {

std::optional<ValueId> encode(const std::string& text, const char* datatype) {
  return ValueId::from_term(rdf::literal(text, datatype));
}

/// Carried, with this tag, and given back letter by letter.
void check_carried(const std::string& text, const char* datatype, Tag tag) {
  CAPTURE(text);
  const auto id = encode(text, datatype);
  REQUIRE(id);
  CHECK(id->tag() == tag);
  CHECK(id->carries_value());
  CHECK(id->to_term() == rdf::Term(rdf::literal(text, datatype)));
  CHECK(ValueId::from_term(id->to_term()) == id);
}

void check_left_out(const std::string& text, const char* datatype) {
  CAPTURE(text);
  CHECK_FALSE(encode(text, datatype));
}

/// Carried or not, never rewritten.
void check_exact(const std::string& text, const char* datatype) {
  if (const auto id = encode(text, datatype)) {
    CAPTURE(text);
    CHECK(id->to_term() == rdf::Term(rdf::literal(text, datatype)));
  }
}

/// Each id is below the next one.
void check_ascending(const std::vector<std::string>& texts, const char* datatype) {
  for (std::size_t i = 0; i < texts.size(); ++i) {
    CAPTURE(texts[i]);
    REQUIRE(encode(texts[i], datatype));
    if (i > 0)
      CHECK(*encode(texts[i - 1], datatype) < *encode(texts[i], datatype));
  }
}

} // namespace

TEST_CASE("only literals of known datatypes are carried") {
  CHECK_FALSE(ValueId::from_term(rdf::iri("1")));
  CHECK_FALSE(ValueId::from_term(rdf::blank("1")));
  CHECK_FALSE(ValueId::from_term(rdf::literal("1")));
  CHECK_FALSE(ValueId::from_term(rdf::lang_literal("1", "en")));
  CHECK_FALSE(ValueId::from_term(rdf::TermView{}));
  check_left_out("1", xsd::float_);
  check_left_out("2020", xsd::g_year);
  check_left_out("1", "http://www.w3.org/2001/XMLSchema#int");
}

TEST_CASE("only ids that carry a value can be read without a source") {
  CHECK_THROWS_AS((void)graph::undefined.to_term(), std::logic_error);
  CHECK_THROWS_AS((void)ValueId(Tag::vocabulary, 7).to_term(), std::logic_error);
}

TEST_CASE("booleans") {
  check_carried("true", xsd::boolean, Tag::boolean);
  check_carried("false", xsd::boolean, Tag::boolean);
  CHECK(encode("true", xsd::boolean)->boolean_value());
  CHECK_FALSE(encode("false", xsd::boolean)->boolean_value());
  for (const char* text : {"", "1", "0", "TRUE", " true", "true "})
    check_left_out(text, xsd::boolean);
}

TEST_CASE("integers") {
  for (const char* text : {"0", "1", "-1", "10", "576460752303423487", "-576460752303423488"})
    check_carried(text, xsd::integer, Tag::integer);
  for (const char* text : {"", "-", "+", "+1", "01", "-0", "00", "-01", "1.0", "1e0", " 1", "1 ", "0x1",
                           "--1", "576460752303423488", "-576460752303423489", "9223372036854775808",
                           "99999999999999999999999999999999"})
    check_left_out(text, xsd::integer);
  CHECK(encode("-42", xsd::integer)->integer_value() == -42);
  check_ascending({"-576460752303423488", "-10", "-9", "-1", "0", "1", "9", "10", "576460752303423487"},
                  xsd::integer);
  std::mt19937_64 random(1);
  for (int i = 0; i < 20000; ++i) {
    const auto value = static_cast<std::int64_t>(random()) >> (random() % 64);
    const auto id = encode(std::to_string(value), xsd::integer);
    CHECK(id.has_value() == (value >= -(std::int64_t{1} << 59) && value < std::int64_t{1} << 59));
    if (id)
      CHECK(id->integer_value() == value);
    check_exact(std::to_string(value), xsd::integer);
  }
}

TEST_CASE("decimals keep their zeros") {
  for (const char* text : {"0", "0.0", "5", "5.0", "5.00", "1.5", "1.50", "-1.5", "0.000000001",
                           "-0.000000001", "488.0", "0.2125", "36028797.018963967", "-36028797.018963967"})
    check_carried(text, xsd::decimal, Tag::decimal);
  for (const char* text : {"", ".", "-", ".5", "5.", "+5", "05", "00.5", "-0", "-0.0", "1.0000000001", "1e0",
                           "1.-5", "--1", "1..5", "1.5 ", "36028797.018963968", "99999999.0", "123456789.0"})
    check_left_out(text, xsd::decimal);
  CHECK(encode("-1.5", xsd::decimal)->decimal_value_e9() == -1'500'000'000);
  check_ascending({"-100.0", "-2", "-1.5", "-0.25", "0", "0.0", "0.25", "0.250", "1.5", "2", "10.0", "100.0"},
                  xsd::decimal);
  std::mt19937_64 random(2);
  for (int i = 0; i < 20000; ++i) {
    std::string text = std::to_string(random() % 40'000'000);
    if (random() % 2)
      text += '.' + std::to_string(random() >> (random() % 64));
    check_exact((random() % 2 ? "-" : "") + text, xsd::decimal);
  }
}

TEST_CASE("doubles that are written like decimals") {
  for (const char* text : {"0", "0.0", "0.3276", "-0.02464", "512.0", "512", "1.40", "9007199.254740991", "-9007199.254740991"})
    check_carried(text, xsd::double_, Tag::plain_double);
  for (const char* text : {"", ".5", "5.", "+5", "05", "-0", "-0.0", "0.0000000001", "9007199.254740992", "99999999.0"})
    check_left_out(text, xsd::double_);
  check_ascending({"-100.0", "-2", "-0.25", "0", "0.0", "0.25", "0.250", "1.5", "100.0"}, xsd::double_);
  std::mt19937_64 random(3);
  for (int i = 0; i < 20000; ++i) {
    const std::string text = std::to_string(random() % 9'000'000) + '.' + std::to_string(random() % 1'000'000'000);
    check_carried(text, xsd::double_, Tag::plain_double);
    CHECK(encode(text, xsd::double_)->double_value() == std::strtod(text.c_str(), nullptr));
  }
}

TEST_CASE("doubles in their canonical form, if four bits can be spared") {
  for (const char* text : {"0.0E0", "-0.0E0", "1.0E0", "-1.0E0", "5.0E-1", "2.5E0", "1.0E3", "1.024E3", "INF",
                           "-INF", "NaN", "1.25E-1", "6.5536E4", "1.0E2"})
    check_carried(text, xsd::double_, Tag::double_);
  for (const char*
           text : {"",        "1e0",      "1E0",    "1.0e0", "1.0E+0",
                   "1.0E00",  "01.0E0",   "10.0E0", "1.00E0",   "+1.0E0", "inf",   "-inf",
                   "nan",     "+INF",     "-NaN",   "Infinity", "1.0E",   "E0",    "0x1.0E0",
                   "1.0E999", "1.0E-999", "1.0E0 ", " 1.0E0",   "1.0E-1" /* 0.1 needs all its bits */})
    check_left_out(text, xsd::double_);
  CHECK(encode("2.5E0", xsd::double_)->double_value() == 2.5);
  CHECK(encode("-2.5E0", xsd::double_)->double_value() == -2.5);
  CHECK(std::signbit(encode("-0.0E0", xsd::double_)->double_value()));
  CHECK(std::isnan(encode("NaN", xsd::double_)->double_value()));
  check_ascending({"-INF", "-1.0E3", "-2.5E0", "-1.0E0", "-5.0E-1", "-0.0E0", "0.0E0", "5.0E-1", "1.0E0",
                   "2.5E0", "1.0E3", "INF", "NaN"},
                  xsd::double_);
}

TEST_CASE("every double id is one value and one form") {
  std::mt19937_64 random(3);
  for (int i = 0; i < 20000; ++i) {
    const double value = std::bit_cast<double>(random() & ~std::uint64_t{15});
    if (std::isnan(value))
      continue;
    // The payload of a positive number is its bits with the top bit set; of a negative one, its complement.
    const auto bits = std::bit_cast<std::uint64_t>(value);
    const ValueId id(Tag::double_, (bits >> 63 ? ~bits : bits | std::uint64_t{1} << 63) >> 4);
    CHECK(std::bit_cast<std::uint64_t>(id.double_value()) == bits);
    CHECK(ValueId::from_term(id.to_term()) == id);
  }
}

TEST_CASE("dates that exist") {
  for (const char* text : {"2020-02-29", "2000-02-29", "1970-01-01", "0001-01-01", "9999-12-31",
                           "2020-01-01Z", "2020-01-01+00:00", "2020-01-01+14:00", "2020-01-01-14:00",
                           "2020-01-01+05:30", "0001-01-01+14:00", "9999-12-31-14:00", "2020-06-15-09:45"})
    check_carried(text, xsd::date, Tag::date);
  for (const char* text : {"",
                           "2020-02-30",
                           "2019-02-29",
                           "1900-02-29",
                           "2020-13-01",
                           "2020-00-01",
                           "2020-01-00",
                           "2020-01-32",
                           "0000-01-01",
                           "-0001-01-01",
                           "12020-01-01",
                           "+2020-01-01",
                           "2020-1-1",
                           "2020-01-01z",
                           "2020-01-01-00:00",
                           "2020-01-01+14:05",
                           "2020-01-01+01:01",
                           "2020-01-01+1:00",
                           "2020-01-01+01:60",
                           "2020-01-01 ",
                           "2020-01-01T",
                           "20200101"})
    check_left_out(text, xsd::date);
  check_ascending({"0001-01-01", "1969-12-31", "1970-01-01+14:00", "1970-01-01+01:00", "1970-01-01",
                   "1970-01-01Z", "1970-01-01+00:00", "1970-01-01-01:00", "1970-01-02", "9999-12-31"},
                  xsd::date);
}

TEST_CASE("every day of four centuries") {
  constexpr int days_in[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  std::optional<ValueId> before;
  for (int year = 1700; year < 2100; ++year)
    for (int month = 1; month <= 12; ++month)
      for (int day = 1; day <= 31; ++day) {
        const bool leap = month == 2 && (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
        char text[16];
        std::snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
        const auto id = encode(text, xsd::date);
        if (id.has_value() != (day <= days_in[month - 1] + leap) || (id && id->to_term().value != text) ||
            (id && before && *before >= *id))
          FAIL(text);
        if (id)
          before = id;
      }
}

TEST_CASE("date-times with zones and fractions") {
  for (const char* text :
       {"2020-02-29T00:00:00", "2020-02-29T23:59:59Z", "2017-06-02T14:37:29.1", "2017-06-02T14:37:29.10",
        "2017-06-02T14:37:29.100", "2017-06-02T14:37:29.000Z", "2017-06-02T14:37:29.123+02:00",
        "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59.999-14:00", "1969-12-31T23:59:59.999Z",
        "2020-01-01T00:00:00-03:30", "2020-01-01T00:00:00+05:45"})
    check_carried(text, xsd::date_time, Tag::date_time);
  for (const char* text :
       {"", "2020-02-30T00:00:00", "2020-01-01", "2020-01-01T24:00:00", "2020-01-01T12:60:00",
        "2020-01-01T12:00:60", "2020-01-01T12:00", "2020-01-01 12:00:00", "2020-01-01T12:00:00.",
        "2020-01-01T12:00:00.1234", "2020-01-01T12:00:00,5", "2020-01-01T12:00:00-00:00",
        "2020-01-01T12:00:00+01", "2020-01-01T12:00:00+00:01", "2020-01-01t12:00:00", "2020-01-01T12:00:00ZZ",
        "20200101T120000", "2020-01-01T1:00:00"})
    check_left_out(text, xsd::date_time);
  check_ascending({"1970-01-01T00:00:00+01:00", "1969-12-31T23:59:59", "1970-01-01T00:00:00",
                   "1970-01-01T00:00:00Z", "1970-01-01T00:00:00+00:00", "1970-01-01T00:00:00.0",
                   "1970-01-01T00:00:00.001", "1970-01-01T00:00:01", "1969-12-31T23:00:00-02:00",
                   "2020-01-01T00:00:00"},
                  xsd::date_time);
}

TEST_CASE("random date-times come back letter by letter") {
  std::mt19937_64 random(4);
  const auto below = [&random](int most) { return static_cast<int>(random() % static_cast<unsigned>(most)); };
  for (int i = 0; i < 20000; ++i) {
    char text[48];
    int length = std::snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02d", 1 + below(9999),
                               1 + below(12), 1 + below(28), below(24), below(60), below(60));
    std::string whole(text, static_cast<std::size_t>(length));
    const auto digits = static_cast<std::size_t>(below(4));
    if (digits > 0) {
      length = std::snprintf(text, sizeof text, "%03d", below(1000));
      whole += '.' + std::string(text).substr(0, digits);
    }
    if (const int kind = below(4); kind == 1) {
      whole += 'Z';
    } else if (kind > 1) {
      const int offset = (kind == 2 ? 0 : 1) + below(168);
      std::snprintf(text, sizeof text, "%c%02d:%02d", kind == 2 ? '+' : '-', offset * 5 / 60,
                    offset * 5 % 60);
      whole += text;
    }
    check_carried(whole, xsd::date_time, Tag::date_time);
  }
}

TEST_CASE("any bits can be read, whatever a damaged file holds") {
  std::mt19937_64 random(5);
  for (const Tag tag : {Tag::boolean, Tag::integer, Tag::decimal, Tag::double_, Tag::plain_double, Tag::date, Tag::date_time})
    for (int i = 0; i < 5000; ++i) {
      const ValueId id(tag, random());
      CHECK_FALSE(id.to_term().value.empty());
    }
}
