#include "formats/bids/file_name.hpp"
#include "formats/bids/table.hpp"
#include "support/bytes.hpp"
#include "support/reading.hpp"

#include <doctest/doctest.h>

using namespace micrograph;
using formats::bids::parse_file_name;

namespace {

using Files = std::map<std::string, std::vector<std::byte>>;

Files dataset_files() {
  return {{"dataset_description.json", test::bytes_of(R"({"Name": "Eyes", "BIDSVersion": "1.9.0"})")},
          {"README", test::bytes_of("Two lines\nof text")},
          {"T1w.json", test::bytes_of(R"({"MagneticFieldStrength": 3, "EchoTime": 0.1})")},
          {"participants.tsv", test::bytes_of("participant_id\tage\r\nsub-01\t42\r\nsub-02\tn/a\textra\r\n")},
          {"sub-01/anat/sub-01_acq-fast_T1w.json", test::bytes_of(R"({"EchoTime": 0.2})")},
          {"sub-01/anat/sub-01_acq-fast_T1w.nii.gz", test::bytes_of("pixels")},
          {"sub-01/anat/sub-01_T2w.json", test::bytes_of(R"({"EchoTime": 0.3})")},
          {"sub-01/func/sub-01_task-rest_events.json", test::bytes_of(R"({"onset": {}})")},
          {".git/config.json", test::bytes_of(R"({"hidden": 1})")},
          {"derivatives/clean/dataset_description.json", test::bytes_of(R"({"Name": "another data set"})")},
          {"sub-01/micr/sub-01_SPIM.ome.zarr/.zattrs", test::bytes_of(R"({"another": "source"})")}};
}

test::Reading read(const Files& files) {
  return test::read_source(files.at("dataset_description.json"), "dataset_description.json", test::MemoryFolder(files));
}

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

} // namespace

TEST_CASE("names of files have parts") {
  const auto name = parse_file_name("sub-01/ses-a/anat/sub-01_ses-a_acq-x-y_T1w.nii.gz");
  CHECK(name.folder == "sub-01/ses-a/anat");
  CHECK(name.datatype() == "anat");
  CHECK(name.stem == "sub-01_ses-a_acq-x-y_T1w");
  CHECK(name.suffix == "T1w");
  CHECK(name.extension == ".nii.gz");
  CHECK(name.entities == std::map<std::string, std::string>{{"sub", "01"}, {"ses", "a"}, {"acq", "x-y"}});
  CHECK(parse_file_name("T1w.json").suffix == "T1w");
  CHECK(parse_file_name("T1w.json").applies_to(name));
  CHECK(parse_file_name("sub-01_T1w.json").applies_to(name));
  CHECK_FALSE(parse_file_name("sub-02_T1w.json").applies_to(name));
  CHECK_FALSE(parse_file_name("sub-01_run-1_T1w.json").applies_to(name));
  CHECK_FALSE(parse_file_name("T2w.json").applies_to(name));
  CHECK(parse_file_name("").stem.empty());
  CHECK(parse_file_name("___").suffix.empty());
}

TEST_CASE("a data set is one document of its own files, and tells which sidecars hold for which image") {
  const Files files = dataset_files();
  const test::MemoryFolder folder(files);
  const auto reading = test::read_source(files.at("dataset_description.json"), "dataset_description.json", folder);
  CHECK(reading.format == "bids");
  const std::string text = reading.text();
  CHECK(holds(text, R"("name": "dataset_description.json", "content": {"Name": "Eyes")"));
  CHECK(holds(text, R"("name": "README", "content": "Two lines\nof text")"));
  CHECK(holds(text, R"({"participant_id":"sub-01","age":"42"},{"participant_id":"sub-02","age":"n/a","column 3":"extra"})"));
  CHECK(holds(text, R"({"name":"sub-01_acq-fast_T1w","folder":"sub-01/anat","datatype":"anat","suffix":"T1w","entity-acq":"fast","entity-sub":"01",)"
                    R"("files":["sub-01/anat/sub-01_acq-fast_T1w.nii.gz"],)"
                    R"("sidecars":[{"path":"","name":"T1w.json","overridden":["EchoTime"]},{"path":"sub-01/anat","name":"sub-01_acq-fast_T1w.json"}]})"));
  // An image that is missing, and one that is a folder.
  CHECK(holds(text, R"("name":"sub-01_T2w")"));
  CHECK(holds(text, R"("files":["sub-01/micr/sub-01_SPIM.ome.zarr"])"));
  CHECK_FALSE(holds(text, R"("name":"sub-01_task-rest_events")"));
  CHECK_FALSE(holds(text, "hidden"));
  CHECK_FALSE(holds(text, "another"));
  for (const std::string& name : folder.opened())
    CHECK(name != "sub-01/anat/sub-01_acq-fast_T1w.nii.gz");
  CHECK(reading.findings.empty());
}

TEST_CASE("two sidecars of one folder that hold for an image are told") {
  Files files = dataset_files();
  files["acq-fast_T1w.json"] = test::bytes_of(R"({"EchoTime": 0.4})");
  const auto reading = read(files);
  CHECK(reading.found("bids.ambiguous-sidecar"));
}

TEST_CASE("a file that is no JSON is left out and told") {
  Files files = dataset_files();
  files["T1w.json"] = test::bytes_of(R"({"EchoTime": })");
  const auto reading = read(files);
  CHECK(reading.found("folder.file"));
  CHECK_FALSE(holds(reading.text(), R"("name": "T1w.json")"));
}

TEST_CASE("a sidecar by itself is read by its name") {
  const auto reading = test::read_source(test::bytes_of(R"({"EchoTime": 0.1})"), "sub-01_T1w.json");
  CHECK(reading.format == "bids");
  CHECK(holds(reading.text(), R"("suffix":"T1w")"));
  CHECK(test::read_source(test::bytes_of("{"), "sub-01_T1w.json").error == "bids.no-metadata");
  CHECK(test::read_source(test::bytes_of("{}"), "subject.json").format.empty());
}

TEST_CASE("tables are read as they come") {
  const auto json = [](const std::string& text) { return formats::bids::json_of_table(test::bytes_of(text)); };
  CHECK(json("") == "[]");
  CHECK(json("a\tb") == "[]");
  CHECK(json("a\tb\n1\t2\n") == R"([{"a":"1","b":"2"}])");
  CHECK(json("\xEF\xBB\xBF" "a\tb\r\n1\r\n\r\n") == R"([{"a":"1"}])");
  CHECK(json("a\n\xE9\n") == "[{\"a\":\"\xC3\xA9\"}]");
}

TEST_CASE("a data set cut anywhere, or with any byte changed, comes back") {
  for (const std::string name : {"dataset_description.json", "T1w.json", "participants.tsv", "README"}) {
    const Files whole = dataset_files();
    for (std::size_t length = 0; length < whole.at(name).size(); ++length) {
      Files cut = whole, flipped = whole;
      cut[name].resize(length);
      flipped[name][length] ^= std::byte{0xFF};
      for (const Files& files : {cut, flipped})
        for (const document::Document& document : read(files).documents) {
          rdf::QuadList quads;
          FindingList findings;
          CHECK(lift::lift(document, "urn:d", "x", quads, findings).leaves == lift::count_leaves(document));
        }
    }
  }
}

TEST_CASE("who a participant is stays out of tables unless asked for") {
  Files files = dataset_files();
  files["participants.tsv"] = test::bytes_of("participant_id\tparticipant_name\tage\tDate of birth\tspecies\tsex\n"
                                             "sub-01\tJane\t42.5\t1980-01-02\thomo sapiens\tF\n"
                                             "sub-02\tn/a\t42\t\tn/a\tM\n"
                                             "sub-03\tJo\t90\t1930\t\tM\n"
                                             "sub-04\tRex\t1.5\t2020-01-02\tCanis familiaris\tM\n");
  const auto reading = read(files);
  const std::string text = reading.text();
  CHECK(reading.documents.front().withheld == 6);
  CHECK(reading.found("source.personal-data"));
  for (const char* const secret : {"Jane", "42.5", "1980", "\"Jo\"", "\"90\"", "1930"})
    CHECK_MESSAGE(!holds(text, secret), secret);
  for (const char* const kept : {"sub-03", "\"42\"", "\"F\"", "\"Rex\"", "\"1.5\"", "2020-01-02", R"("age":"withheld")"})
    CHECK_MESSAGE(holds(text, kept), kept);

  const auto source = open_memory("dataset_description.json", files.at("dataset_description.json"));
  const auto whole = test::read_source(*source, "dataset_description.json", test::MemoryFolder(files), {.include_personal = true});
  CHECK(holds(whole.text(), "Jane"));
  CHECK(whole.documents.front().withheld == 0);
}
