#pragma once

#include "formats/format.hpp"

#include <string>
#include <string_view>

namespace micrograph::formats::bids {

inline constexpr char vocabulary[] = "https://w3id.org/micrograph/source/bids#";

/// Whether a file is read as part of its data set: JSON, tables of participants, samples, sessions and scans, and the
/// data set's texts (README, CHANGES, LICENSE).
[[nodiscard]] bool is_part(std::string_view path);

/// Reads the data set whose root is the folder of `siblings` as one document: its files, and its images with the sidecars
/// that hold for each. Data files themselves are only named. What tells who a participant is stays out of tables unless
/// `options` ask for it.
void read_dataset(const ReadOptions& options, const std::string& source, const Siblings& siblings, DocumentSink& documents,
                  FindingSink& findings);

/// Reads a sidecar that was named by itself, without its data set.
void read_sidecar(const std::string& source, ByteSource& bytes, DocumentSink& documents, FindingSink& findings);

} // namespace micrograph::formats::bids
