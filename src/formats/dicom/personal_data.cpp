#include "formats/dicom/personal_data.hpp"

#include "base/ascii.hpp"
#include "formats/personal/withheld_text.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <vector>

namespace micrograph::formats::dicom {

namespace {

/// Of the patient's group, what describes an animal.
constexpr std::array<std::string_view, 16> of_animals{
    "00100212", "00100213", "00100214", "00100215", "00100216", "00100217", "00100218", "00100219",
    "00100221", "00100222", "00100223", "00100229", "00102201", "00102202", "00102292", "00102293"};

/// Beside the patient's group, the visit's group and all names of persons.
constexpr std::array<std::string_view, 47> others{
    "00080050", // accession number
    "00080081", // address of the institution
    "00080092", "00080094", "00080096", "0008009D", // referring and consulting physicians
    "00081049", "00081052", "00081062", "00081072", // physicians and operators, by identification
    "00081195",                                     // transaction
    "00084000",                                     // comments
    "00120040", "00120042", "00120043", // subject of a trial
    "00181000", "00181002", "00181004", "00181005", "00181007", "00181008", // serial numbers and addresses of devices
    "00184000", "00200010", "00204000", "00209158", // comments, number of the study
    "00321020", "00321021", "00321033", "00324000", // where the study was asked for
    "00400275", "00400280", "00401001", "00401005", "00401010", "00401011", "00401060", "00401101", "00401102", "00401103",
    "00401104", "00401400", "00402001", "00402009", "00402016", "00402017", "0040A088", "00402400"};

constexpr std::size_t shortest_repeated = 4; ///< characters of a name or number that are looked for elsewhere

bool is_attribute_key(std::string_view key) {
  return key.size() == 8 && std::all_of(key.begin(), key.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
         });
}

template <std::size_t n> bool has(const std::array<std::string_view, n>& list, std::string_view key) {
  return std::find(list.begin(), list.end(), key) != list.end();
}

bool is_personal(const std::string& key, const JsonValue& attribute) {
  if (key.starts_with("0010"))
    return !has(of_animals, key);
  const JsonValue* const vr = attribute.find("vr");
  return key.starts_with("0038") || has(others, key) || (vr && vr->is_text("PN"));
}

bool is_patient_key(const std::string& key) { return key == "00100010" || key == "00100020" || key == "00101000"; }

/// All texts below a value.
void collect_texts(const JsonValue& value, std::vector<std::string>& texts) {
  if (const auto text = value.string())
    texts.emplace_back(*text);
  for (const JsonValue& item : value.items())
    collect_texts(item, texts);
  for (const JsonMember& member : value.members())
    if (member.key != "vr")
      collect_texts(member.value, texts);
}

/// Letters and digits; bytes beyond ASCII are parts of letters.
bool is_word_character(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c & '\x80') != 0;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words(1);
  for (const char c : text)
    if (is_word_character(c))
      words.back() += c;
    else if (!words.back().empty())
      words.emplace_back();
  return words;
}

class Withholder {
public:
  void run(JsonValue& dataset) {
    withhold(dataset, 0);
    if (!repeated_.empty())
      withhold_repeated(dataset, 0);
  }
  [[nodiscard]] std::size_t count() const { return count_; }

private:
  static constexpr int deepest = 64;

  /// An attribute that says no more than that there was something.
  void empty(JsonValue& attribute) {
    auto& members = attribute.members();
    const std::size_t before = members.size();
    std::erase_if(members, [](const JsonMember& member) { return member.key != "vr"; });
    if (members.size() == before)
      return;
    attribute.set("withheld", JsonValue::of_truth(true));
    ++count_;
  }

  void withhold(JsonValue& dataset, int depth) {
    if (!dataset.is_object() || depth > deepest)
      return;
    for (JsonMember& member : dataset.members()) {
      const std::string key = ascii::upper(member.key);
      if (!is_attribute_key(key) || !member.value.is_object())
        continue;
      if (is_personal(key, member.value)) {
        if (is_patient_key(key))
          remember(member.value);
        empty(member.value);
      } else {
        if (JsonValue* const header = member.value.find("CSAHeader"))
          withhold_of_header(*header);
        if (JsonValue* const values = member.value.find("Value"); values && values->is_array())
          for (JsonValue& item : values->items())
            withhold(item, depth + 1);
      }
    }
  }

  /// Entries of a vendor's header that are named after the patient.
  void withhold_of_header(JsonValue& header) {
    if (!header.is_object())
      return;
    for (JsonMember& member : header.members())
      if (member.value.is_object() && ascii::upper(member.key).find("PATIENT") != std::string::npos &&
          ascii::upper(member.key).find("POSITION") == std::string::npos)
        empty(member.value);
  }

  void remember(const JsonValue& attribute) {
    std::vector<std::string> texts;
    collect_texts(attribute, texts);
    for (const std::string& text : texts)
      for (std::string& word : words_of(text))
        if (word.size() >= shortest_repeated)
          repeated_.insert(ascii::upper(word));
  }

  [[nodiscard]] bool repeats(const JsonValue& value) const {
    std::vector<std::string> texts;
    collect_texts(value, texts);
    return std::any_of(texts.begin(), texts.end(), [this](const std::string& text) {
      const auto words = words_of(text);
      return std::any_of(words.begin(), words.end(), [this](const std::string& word) { return repeated_.contains(ascii::upper(word)); });
    });
  }

  void withhold_repeated(JsonValue& dataset, int depth) {
    if (!dataset.is_object() || depth > deepest)
      return;
    for (JsonMember& member : dataset.members()) {
      if (!is_attribute_key(member.key) || !member.value.is_object())
        continue;
      if (JsonValue* const header = member.value.find("CSAHeader"); header && header->is_object())
        for (JsonMember& entry : header->members())
          if (entry.value.is_object() && repeats(entry.value))
            empty(entry.value);
      JsonValue* const values = member.value.find("Value");
      if (!values || !values->is_array())
        continue;
      const JsonValue* const vr = member.value.find("vr");
      const bool is_free = vr && (vr->is_text("LT") || vr->is_text("ST") || vr->is_text("UT"));
      const bool is_private = std::string_view("13579BDFbdf").find(member.key[3]) != std::string_view::npos;
      const bool has_items = !values->items().empty() && values->items().front().is_object();
      if (has_items)
        for (JsonValue& item : values->items())
          withhold_repeated(item, depth + 1);
      else if ((is_free || is_private) && repeats(*values))
        empty(member.value);
    }
  }

  std::set<std::string> repeated_; ///< words of the patient's names and numbers, in upper case
  std::size_t count_ = 0;
};

} // namespace

std::size_t withhold_personal_data(JsonValue& dataset) {
  Withholder withholder;
  withholder.run(dataset);
  return withholder.count();
}

void report_withheld(std::size_t count, const std::string& source, FindingSink& findings) {
  if (count == 0)
    return;
  findings.report({"dicom.personal-data", Severity::note, Place{source, {}, {}, {}, {}},
                   withheld_finding(count, "attribute")});
}

} // namespace micrograph::formats::dicom
