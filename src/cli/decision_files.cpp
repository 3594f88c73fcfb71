#include "cli/decision_files.hpp"

#include "base/output_file.hpp"
#include "cli/mapping_set_input.hpp"
#include "cli/prefixes.hpp"
#include "sssom/check.hpp"
#include "sssom/write.hpp"

#include <system_error>
#include <utility>

namespace micrograph::cli {

namespace {

sssom::MappingSet read_valid(const std::filesystem::path& file) {
  sssom::MappingSet set = read_mapping_set(file, {}, {});
  sssom::require_valid(set);
  return set;
}

void write_whole(const std::filesystem::path& file, sssom::MappingSet set) {
  OutputFile out(file);
  sssom::WriteOptions options;
  options.more_prefixes = load_prefixes();
  options.allow_iris = true; // things are named by content, for which there is no prefix
  sssom::write(sssom::form_from_suffix(file.string()).value_or(sssom::Form::tsv), std::move(set), out.stream(), options);
  out.commit();
}

} // namespace

std::vector<identity::Decision> read_decisions(const std::vector<std::filesystem::path>& files) {
  std::vector<identity::Decision> all;
  for (const std::filesystem::path& file : files)
    for (identity::Decision& decision : identity::decisions_of(read_valid(file)))
      all.push_back(std::move(decision));
  return all;
}

void append_decision(const std::filesystem::path& file, const identity::Decision& decision, const std::string& author) {
  std::error_code error;
  sssom::MappingSet set = std::filesystem::exists(file, error) ? read_valid(file) : identity::empty_decisions(file.string());
  identity::add_decision(set, decision, author);
  write_whole(file, std::move(set));
}

std::size_t take_back_decision(const std::filesystem::path& file, const std::string& a, const std::string& b) {
  sssom::MappingSet set = read_valid(file);
  const std::size_t rows = identity::undo_decision(set, a, b);
  if (rows != 0)
    write_whole(file, std::move(set));
  return rows;
}

} // namespace micrograph::cli
