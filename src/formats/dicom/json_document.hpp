#pragma once

#include "base/json_value.hpp"
#include "document/document.hpp"

#include <string>

namespace micrograph::formats::dicom {

/// A data set in the DICOM JSON Model as a document in this reader's vocabulary.
[[nodiscard]] document::Document document_of(const JsonValue& dataset, std::string place);

} // namespace micrograph::formats::dicom
