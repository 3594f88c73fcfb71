#pragma once

#include "base/diagnostic.hpp"
#include "prov/model.hpp"

#include <cstddef>
#include <span>
#include <string>

namespace micrograph::prov {

/// Reads PROV-XML (W3C Note of 2013), and the element `prov:bundle` that ProvToolbox writes for
/// `prov:bundleContent`. Elements outside of the namespace of PROV and of any record are skipped.
///
/// A required argument may be missing: that is for check_constraints() to say. Throws FormatError `xml.…` for
/// what is no XML, `prov.syntax` for what is no PROV-XML, `prov.prefix` for a name that means nothing,
/// `prov.too-large`.
[[nodiscard]] Document read_prov_xml(std::span<const std::byte> text, const std::string& source,
                                     FindingSink& findings);

} // namespace micrograph::prov
