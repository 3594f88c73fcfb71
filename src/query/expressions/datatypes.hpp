#pragma once

#include "rdf/vocabulary.hpp"

#include <string_view>

/// The datatypes that expressions know by name.
namespace micrograph::query::datatypes {

namespace xsd = rdf::vocabulary::xsd;

inline constexpr std::string_view xsd_namespace = "http://www.w3.org/2001/XMLSchema#";
inline constexpr char day_time_duration[] = "http://www.w3.org/2001/XMLSchema#dayTimeDuration";
inline constexpr char time[] = "http://www.w3.org/2001/XMLSchema#time";

} // namespace micrograph::query::datatypes
