#pragma once

#include "base/diagnostic.hpp"
#include "document/document.hpp"

#include <cstdint>
#include <string>

namespace micrograph::formats {

/// Takes out of a document what tells who made an image or whom it shows, and puts `withheld` in its place: names, accounts
/// and addresses of people who operate, by the names that the programs of the field give them (personal/names.hpp), and the
/// account in paths below `C:\Users`, `/home` and their like. Names of those who published something are no such data, so
/// documents of publications stay as they are.
///
/// The tree stays as it was: the same elements, attributes, members and lines. Returns how many leaves were changed, also in
/// Document::withheld. Texts that are no XML or JSON stay, for the lifter to refuse.
std::uint64_t withhold_personal_data(document::Document& document);

/// One finding (`source.personal-data`, a note) that says how many; none for none.
void report_withheld(std::uint64_t count, const std::string& source, FindingSink& findings);

} // namespace micrograph::formats
