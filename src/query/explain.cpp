#include "query/explain.hpp"

#include <cstdio>

namespace micrograph::query {

namespace {

void append_line(std::string& out, const Operator& step, std::size_t depth, bool measured) {
  char numbers[160];
  std::snprintf(numbers, sizeof numbers, "  [about %.0f rows", step.estimated_rows);
  out.append(depth * 2, ' ');
  out += step.describe();
  out += numbers;
  if (measured) {
    std::snprintf(numbers, sizeof numbers, "; %llu rows in %llu openings, %.3f ms",
                  static_cast<unsigned long long>(step.actual_rows),
                  static_cast<unsigned long long>(step.opened), static_cast<double>(step.time.count()) / 1e6);
    out += numbers;
  }
  out += "]\n";
  for (const Operator* child : step.children())
    append_line(out, *child, depth + 1, measured);
}

} // namespace

std::string plan_text(const Operator& root, bool measured) {
  std::string out;
  append_line(out, root, 0, measured);
  return out;
}

} // namespace micrograph::query
