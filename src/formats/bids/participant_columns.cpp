#include "formats/bids/participant_columns.hpp"

#include "formats/personal/names.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace micrograph::formats::bids {

namespace {

/// In lower case and without what divides their words.
constexpr std::array<std::string_view, 32> personal_columns{
    "name",      "participantname", "fullname",           "firstname",          "lastname",  "surname",  "familyname", "givenname",
    "initials",  "birthdate",       "birthday",           "dateofbirth",        "dob",       "email",    "phone",      "telephone",
    "address",   "street",          "patientid",          "patientname",        "mrn",       "ssn",      "nationalid", "hospitalid",
    "comment",   "comments",        "notes",              "remarks",            "medicalinformation", "medicalhistory", "medicalrecordnumber",
    "contact"};

constexpr int oldest = 89; ///< years; the few that are older can be told by their age

std::string plain(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (c != '_' && c != '-' && c != ' ' && c != '.')
      out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

/// Whether an age says more than full years up to 89.
bool is_exact_age(std::string_view cell) {
  const std::size_t end = std::min(cell.find_first_not_of("0123456789"), cell.size());
  if (end == 0)
    return false;
  if (end < cell.size() && (cell[end] == '.' || cell[end] == ',') &&
      cell.find_first_of("123456789", end) != std::string_view::npos)
    return true;
  int years = 0;
  for (const char digit : cell.substr(0, end))
    years = std::min(years * 10 + (digit - '0'), 1000);
  return years > oldest;
}

} // namespace

bool is_personal_cell(std::string_view column, std::string_view cell) {
  if (!personal::says_something(cell))
    return false;
  const std::string name = plain(column);
  if (name == "age" || name == "ageyears" || name == "ageatscan" || name == "ageatfirstscan")
    return is_exact_age(cell);
  return std::find(personal_columns.begin(), personal_columns.end(), name) != personal_columns.end();
}

bool is_animal(std::string_view species) {
  const std::string name = plain(species);
  return personal::says_something(species) && name != "homosapiens" && name != "human" && name != "humans";
}

} // namespace micrograph::formats::bids
