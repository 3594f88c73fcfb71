#pragma once

#include "link/network.hpp"

#include <ostream>
#include <string>
#include <vector>

namespace micrograph::cli {

/// A kind of gap with those that were found.
struct FoundGap {
  std::string name, meaning;
  std::uint64_t count = 0;
  std::vector<link::LineageNode> things; ///< the first in order of term; without depths
};

void write_table(std::ostream& out, const link::Components& components);
void write_json(std::ostream& out, const link::Components& components);

void write_table(std::ostream& out, const std::vector<link::Islands>& islands);
void write_json(std::ostream& out, const std::vector<link::Islands>& islands);

void write_table(std::ostream& out, const std::vector<link::Hub>& hubs);
void write_json(std::ostream& out, const std::vector<link::Hub>& hubs);

void write_table(std::ostream& out, const std::vector<FoundGap>& gaps);
void write_json(std::ostream& out, const std::vector<FoundGap>& gaps);

} // namespace micrograph::cli
