#pragma once

#include "link/actors.hpp"
#include "link/impact.hpp"
#include "link/origins.hpp"

#include <ostream>
#include <vector>

namespace micrograph::cli {

/// A row for each thing of a lineage: steps, what it is, by which property it was come to.
void write_table(std::ostream& out, const link::Lineage& lineage);

void write_table(std::ostream& out, const std::vector<link::CommonOrigin>& origins, std::size_t things);
void write_json(std::ostream& out, const std::vector<link::CommonOrigin>& origins);

void write_table(std::ostream& out, const std::vector<link::Affected>& affected);
void write_json(std::ostream& out, const std::vector<link::Affected>& affected);

void write_table(std::ostream& out, const std::vector<link::Actor>& actors);
void write_json(std::ostream& out, const std::vector<link::Actor>& actors);

} // namespace micrograph::cli
