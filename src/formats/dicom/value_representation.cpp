#include "formats/dicom/value_representation.hpp"

#include <algorithm>
#include <array>

namespace micrograph::formats::dicom {

namespace {

// name, form, unit, signed, long length, in the character set, blank start
constexpr std::array<ValueRepresentation, 34> all{{
    {"AE", Form::text_list},
    {"AS", Form::text_list},
    {"AT", Form::tag, 4},
    {"CS", Form::text_list},
    {"DA", Form::text_list},
    {"DS", Form::number_list},
    {"DT", Form::text_list},
    {"FD", Form::floating, 8},
    {"FL", Form::floating, 4},
    {"IS", Form::number_list},
    {"LO", Form::text_list, 1, false, false, true},
    {"LT", Form::text, 1, false, false, true, true},
    {"OB", Form::binary, 1, false, true},
    {"OD", Form::binary, 8, false, true},
    {"OF", Form::binary, 4, false, true},
    {"OL", Form::binary, 4, false, true},
    {"OV", Form::binary, 8, false, true},
    {"OW", Form::binary, 2, false, true},
    {"PN", Form::person_list, 1, false, false, true},
    {"SH", Form::text_list, 1, false, false, true},
    {"SL", Form::integer, 4, true},
    {"SQ", Form::sequence, 1, false, true},
    {"SS", Form::integer, 2, true},
    {"ST", Form::text, 1, false, false, true, true},
    {"SV", Form::integer, 8, true, true},
    {"TM", Form::text_list},
    {"UC", Form::text_list, 1, false, true, true, true},
    {"UI", Form::text_list},
    {"UL", Form::integer, 4},
    {"UN", Form::unknown, 1, false, true},
    {"UR", Form::text, 1, false, true},
    {"US", Form::integer, 2},
    {"UT", Form::text, 1, false, true, true, true},
    {"UV", Form::integer, 8, false, true},
}};

} // namespace

const ValueRepresentation* find_vr(std::string_view name) {
  const auto found = std::lower_bound(all.begin(), all.end(), name,
                                      [](const ValueRepresentation& vr, std::string_view wanted) { return vr.name < wanted; });
  return found == all.end() || found->name != name ? nullptr : &*found;
}

const ValueRepresentation& unknown_vr() { return *find_vr("UN"); }

} // namespace micrograph::formats::dicom
