#include "formats/personal/names.hpp"

#include "base/ascii.hpp"

#include <algorithm>
#include <array>

namespace micrograph::formats::personal {

namespace {

/// Wherever they stand.
constexpr std::array<std::string_view, 27> anywhere{
    "UserName",     "OMEName",          "CreationUserName", "ModificationUserName", "OperatorName", // OME, ZEN, LAS
    "FirstName",    "MiddleName",       "LastName",                                               // OME, ZEN
    "User Name",    "OperatorID",                                                                  // SkyScan, XTek
    "SV_USER_NAME", "SV_OPERATOR",      "original_user",                                           // ZEISS SEM, transfers of OMERO
    "Artist",       "HostComputer",     "ComputerName",                                            // TIFF, Micro-Manager
    "password",                                                                                    // IN Cell: a digest of one
    "AuxFile",                                                                                     // NIfTI: comments of the series, by dcm2niix
    "PatientName",  "PatientID",        "PatientBirthDate", "PatientAge",           "PatientSex",   // sidecars of BIDS
    "OperatorsName", "ReferringPhysicianName", "PerformingPhysicianName", "AccessionNumber"};

/// Of somebody only.
constexpr std::array<std::string_view, 8> of_people{"DisplayName", "Email", "EMail", "Phone", "Fax", "Address", "Name", "login"};
constexpr std::array<std::string_view, 4> people{"Experimenter", "User", "Operator", "Person"};

/// What would mean something else elsewhere: LSM `Recording/User`, FEI `[User] User=…`, VSI `Document/Author`.
constexpr std::array<std::pair<std::string_view, std::string_view>, 3> pairs{{{"Recording", "User"}, {"User", "User"}, {"Document", "Author"}}};

/// Accounts that are nobody's.
constexpr std::array<std::string_view, 4> shared_accounts{"Public", "Default", "All Users", mark};

/// Folders whose folders are called after people, in lower case.
constexpr std::array<std::string_view, 3> homes{"users", "documents and settings", "home"};

template <std::size_t n> bool is_one_of(const std::array<std::string_view, n>& known, std::string_view name) {
  return std::find(known.begin(), known.end(), name) != known.end();
}

bool is_separator(char c) {
  return c == '/' || c == '\\';
}

/// Where the name of an account starts, if a home folder stands at `at`, behind its separator; else npos.
std::size_t account_behind(std::string_view text, std::size_t at) {
  for (const std::string_view home : homes) {
    if (text.size() - at <= home.size())
      continue;
    if (!std::equal(home.begin(), home.end(), text.begin() + static_cast<std::ptrdiff_t>(at), [](char a, char b) { return a == ascii::lower(b); }))
      continue;
    std::size_t behind = at + home.size();
    if (!is_separator(text[behind]))
      continue;
    while (behind < text.size() && is_separator(text[behind])) // `\\` where the text is itself escaped
      ++behind;
    return behind;
  }
  return std::string_view::npos;
}

/// Whether a path from a root starts at the separator `at`: a drive or nothing of a path stands before it.
bool is_root(std::string_view text, std::size_t at) {
  if (at == 0)
    return true;
  const char before = text[at - 1];
  if (before == ':')
    return at >= 2 && ascii::is_letter(text[at - 2]) && (at == 2 || !ascii::is_letter(text[at - 3]));
  return std::string_view(" \t\r\n\"'=>;,|([").find(before) != std::string_view::npos;
}

/// Appends `text` with the mark for accounts in paths.
std::string without_home_names(std::string_view text, bool& changed) {
  std::string out;
  std::size_t copied = 0;
  for (std::size_t at = text.find_first_of("/\\"); at != std::string_view::npos; at = text.find_first_of("/\\", at)) {
    std::size_t name = at;
    while (name < text.size() && is_separator(text[name]))
      ++name;
    const std::size_t account = is_root(text, at) && name < text.size() ? account_behind(text, name) : std::string_view::npos;
    at = name;
    if (account == std::string_view::npos)
      continue;
    const std::size_t end = std::min(text.find_first_of("/\\\"'<>&|;\r\n", account), text.size());
    at = end;
    const std::string_view who = text.substr(account, end - account);
    if (who.empty() || is_one_of(shared_accounts, who))
      continue;
    out.append(text.substr(copied, account - copied)).append(mark);
    copied = end;
    changed = true;
  }
  return out.append(text.substr(copied));
}

/// Appends `text` with the mark for what stands as `UserName="…"`, also where the quotes are references.
std::string without_user_names(std::string_view text, bool& changed) {
  constexpr std::string_view attribute = "UserName=";
  std::string out;
  std::size_t copied = 0;
  for (std::size_t at = text.find(attribute); at != std::string_view::npos; at = text.find(attribute, std::max(at + 1, copied))) {
    const std::string_view rest = text.substr(at + attribute.size());
    const std::string_view quote = rest.starts_with("&quot;") ? "&quot;" : rest.starts_with('"') ? "\"" : rest.starts_with('\'') ? "'" : "";
    const std::size_t end = quote.empty() ? std::string_view::npos : rest.find(quote, quote.size());
    if (end == std::string_view::npos || !says_something(rest.substr(quote.size(), end - quote.size())))
      continue;
    const std::size_t start = at + attribute.size() + quote.size();
    out.append(text.substr(copied, start - copied)).append(mark);
    copied = at + attribute.size() + end;
    changed = true;
  }
  return out.append(text.substr(copied));
}

/// The same for lines `CreatedByUser = …`, in the characteristics of LSM.
std::string without_created_by(std::string_view text, bool& changed) {
  constexpr std::string_view entry = "CreatedByUser = ";
  const std::size_t found = text.find(entry);
  if (found == std::string_view::npos)
    return std::string(text);
  const std::size_t start = found + entry.size();
  const std::size_t end = std::min(text.find_first_of("\r\n", start), text.size());
  if (!says_something(text.substr(start, end - start)))
    return std::string(text);
  changed = true;
  return std::string(text.substr(0, start)).append(mark).append(text.substr(end));
}

} // namespace

bool is_personal_name(std::string_view parent, std::string_view name) {
  return is_one_of(anywhere, name) || (is_one_of(people, parent) && is_one_of(of_people, name)) ||
         std::find(pairs.begin(), pairs.end(), std::pair(parent, name)) != pairs.end();
}

bool is_personal_key(std::string_view key) {
  key = key.substr(0, key.find(" #"));
  const std::size_t bar = key.find_last_of("|.");
  if (bar == std::string_view::npos)
    return is_personal_name({}, key);
  const std::string_view before = key.substr(0, bar);
  const std::size_t earlier = before.find_last_of("|.");
  return is_personal_name(before.substr(earlier == std::string_view::npos ? 0 : earlier + 1), key.substr(bar + 1));
}

bool says_something(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n-");
  return first != std::string_view::npos && text != mark && text != "none" && text != "n/a";
}

bool is_account_id(std::string_view id) {
  const std::size_t colon = id.rfind(':');
  const std::string_view own = colon == std::string_view::npos ? id : id.substr(colon + 1);
  return own.find_first_not_of("0123456789abcdefABCDEF_-") != std::string_view::npos;
}

std::string without_accounts(std::string_view text, bool& changed) {
  // Paths have separators, and the others an equals sign: most values have neither.
  if (text.find_first_of("/\\=") == std::string_view::npos)
    return std::string(text);
  const std::string named = without_created_by(text, changed);
  return without_home_names(without_user_names(named, changed), changed);
}

} // namespace micrograph::formats::personal
