#include "query/explain.hpp"

#include "base/json.hpp"
#include "query/operators/operator.hpp"

#include <algorithm>
#include <cstdio>

namespace micrograph::query {

namespace {

/// Whole rows as far as people count them; beyond, only the size of the number says something.
std::string rounded(double rows) {
  char text[32];
  std::snprintf(text, sizeof text, rows < 1e12 ? "%.0f" : "%.1e", rows);
  return text;
}

std::string milliseconds(std::chrono::nanoseconds time) {
  char text[32];
  std::snprintf(text, sizeof text, "%.3f", static_cast<double>(time.count()) / 1e6);
  return text;
}

std::string bytes(std::uint64_t count) {
  if (count == 0)
    return "";
  char text[32];
  if (count < 1000)
    return std::to_string(count) + " B";
  if (count < 1'000'000)
    std::snprintf(text, sizeof text, "%.1f kB", static_cast<double>(count) / 1e3);
  else
    std::snprintf(text, sizeof text, "%.1f MB", static_cast<double>(count) / 1e6);
  return text;
}

/// The text with every IRI that stands in angle brackets shortened.
std::string with_short_iris(const std::string& text, const IriShortener& shorten) {
  if (!shorten)
    return text;
  std::string out;
  std::size_t at = 0;
  for (std::size_t begin = text.find('<'); begin != std::string::npos; begin = text.find('<', at)) {
    const std::size_t end = text.find('>', begin);
    if (end == std::string::npos)
      break;
    out.append(text, at, begin - at);
    out += shorten(text.substr(begin + 1, end - begin - 1));
    at = end + 1;
  }
  return out.append(text, at);
}

struct Line {
  std::vector<std::string> numbers;
  std::string step;
};

void append_lines(std::vector<Line>& lines, const PlanStep& step, std::size_t depth, bool measured,
                  const IriShortener& shorten) {
  Line& line = lines.emplace_back();
  line.numbers.push_back(rounded(step.estimated_rows));
  if (measured) {
    line.numbers.push_back((step.is_misestimated() ? "! " : "") + std::to_string(step.rows));
    line.numbers.push_back(std::to_string(step.openings));
    line.numbers.push_back(milliseconds(step.time));
    line.numbers.push_back(bytes(step.most_bytes));
  }
  line.step = std::string(depth * 2, ' ') + step.kind +
              (step.detail.empty() ? "" : " " + with_short_iris(step.detail, shorten));
  for (const PlanStep& child : step.children)
    append_lines(lines, child, depth + 1, measured, shorten);
}

bool any_misestimated(const PlanStep& step) {
  return step.is_misestimated() || std::any_of(step.children.begin(), step.children.end(), any_misestimated);
}

} // namespace

bool PlanStep::is_misestimated() const {
  if (openings == 0)
    return false;
  // Of less than one row nobody can be ten times wrong.
  const double expected = std::max(1.0, estimated_rows);
  const double came = std::max(1.0, static_cast<double>(rows) / static_cast<double>(openings));
  return came > expected * 10 || (expected > came * 10 && exhausted >= openings);
}

PlanStep plan_of(const Operator& root) {
  PlanStep step;
  const std::string text = root.describe();
  const std::size_t end = std::min(text.find(' '), text.size());
  step.kind = text.substr(0, end);
  if (end < text.size())
    step.detail = text.substr(end + 1);
  if (step.kind.ends_with(','))
    step.kind.pop_back();
  step.estimated_rows = root.estimated_rows;
  step.rows = root.actual_rows;
  step.rows_read = root.rows_read() + root.copies_read;
  step.openings = root.opened;
  step.exhausted = root.exhausted;
  step.time = root.time;
  step.most_bytes = root.most_bytes;
  for (const Operator* child : root.children())
    step.children.push_back(plan_of(*child));
  return step;
}

std::string plan_text(const PlanStep& root, bool measured, const IriShortener& shorten) {
  std::vector<Line> lines{{measured ? std::vector<std::string>{"estimated", "rows", "opened", "ms", "memory"}
                                    : std::vector<std::string>{"estimated"},
                           "step"}};
  append_lines(lines, root, 0, measured, shorten);
  std::vector<std::size_t> widths(lines.front().numbers.size());
  for (const Line& line : lines)
    for (std::size_t i = 0; i < widths.size(); ++i)
      widths[i] = std::max(widths[i], line.numbers[i].size());
  std::string out;
  for (const Line& line : lines) {
    for (std::size_t i = 0; i < widths.size(); ++i) {
      out.append(widths[i] - line.numbers[i].size(), ' ');
      out += line.numbers[i] + "  ";
    }
    out += line.step + '\n';
  }
  if (measured && any_misestimated(root))
    out += "! more than ten times as many rows as estimated each time it was opened, or less than a tenth\n";
  return out;
}

void write_plan(JsonWriter& json, const PlanStep& root, bool measured) {
  json.begin_object();
  json.key("kind").value(root.kind);
  json.key("detail").value(root.detail);
  json.key("estimated_rows").value(root.estimated_rows);
  if (measured) {
    json.key("actual_rows").value(root.rows);
    json.key("rows_read").value(root.rows_read);
    json.key("openings").value(root.openings);
    json.key("misestimated").value(root.is_misestimated());
    json.key("milliseconds").value(static_cast<double>(root.time.count()) / 1e6);
    json.key("most_bytes").value(root.most_bytes);
  }
  json.key("children").begin_array();
  for (const PlanStep& child : root.children)
    write_plan(json, child, measured);
  json.end_array();
  json.end_object();
}

} // namespace micrograph::query
