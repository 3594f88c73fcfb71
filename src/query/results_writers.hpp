#pragma once

#include "query/results.hpp"

namespace micrograph::query {

// One maker per format, each in its own file results_FORMAT.cpp; make_result_writer picks among them.
[[nodiscard]] std::unique_ptr<ResultWriter> make_json_writer(std::ostream& out,
                                                             std::vector<std::string> variables);
[[nodiscard]] std::unique_ptr<ResultWriter> make_xml_writer(std::ostream& out,
                                                            std::vector<std::string> variables);
[[nodiscard]] std::unique_ptr<ResultWriter> make_csv_writer(std::ostream& out,
                                                            const std::vector<std::string>& variables);
[[nodiscard]] std::unique_ptr<ResultWriter> make_tsv_writer(std::ostream& out,
                                                            const std::vector<std::string>& variables);
[[nodiscard]] std::unique_ptr<ResultWriter> make_table_writer(std::ostream& out,
                                                              std::vector<std::string> variables,
                                                              std::map<std::string, std::string> prefixes);

void write_json_boolean(std::ostream& out, bool answer);
void write_xml_boolean(std::ostream& out, bool answer);

/// Flushes. Throws IoError `output.failed` if the stream failed.
void finish_output(std::ostream& out);

} // namespace micrograph::query
