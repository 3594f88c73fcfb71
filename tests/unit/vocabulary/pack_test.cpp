#include "support/scratch_folder.hpp"
#include "vocabulary/vocabularies.hpp"

#include "base/error.hpp"

#include <doctest/doctest.h>
#include <cstdio>
#include <string>

using namespace micrograph;
using namespace micrograph::vocabulary;

namespace {

namespace fs = std::filesystem;

constexpr char head[] = "#name: animals\n#title: Animals\n#version: 2\n#namespace: http://example.org/animal#\n"
                        "#also: https://example.org/animal#\n#complete: yes\n#licence: none\n"
                        "term\tkind\tlabel\tdeprecated\treplaced_by\n";

/// A folder as `ontologies/`, with one pack and one known slip; gone with the object.
class Folder {
public:
  explicit Folder(const std::string& pack, const std::string& slips = {}) : pack_(folder_.write("packs/animals.tsv", pack)) {
    folder_.write("iri-slips.tsv", "wrong_start\twrong_end\tright_start\treason\n" + slips);
  }
  [[nodiscard]] const fs::path& path() const { return folder_.path(); }
  [[nodiscard]] const fs::path& pack() const { return pack_; }

private:
  test::ScratchFolder folder_;
  fs::path pack_;
};

const std::string animals = std::string(head) + "0000012\tclass\tsnow hare\n"
                                                "Cat\tclass\thouse cat\n"
                                                "Hare\tclass\n"
                                                "Lepus\tclass\tHare\tyes\thttp://example.org/animal#Hare\n"
                                                "eats\tproperty\n"
                                                "house/\tindividual\n";

std::string code_of(const std::string& pack) {
  const Folder folder(pack);
  try {
    (void)Pack(folder.pack()).terms();
  } catch (const FormatError& error) {
    return error.code() + " " + std::to_string(error.place().line.value_or(0));
  }
  return "none";
}

std::string right_of(const Vocabularies& vocabularies, std::string_view iri) {
  const auto slip = vocabularies.slip(iri);
  return slip ? slip->right : "none";
}

std::string nearest_of(const Pack& pack, std::string_view name) {
  const Term* term = nearest_term(pack, name);
  return term ? std::string(term->name) : "none";
}

} // namespace

TEST_CASE("a pack gives its terms by name and by label") {
  const Folder folder(animals);
  const Pack pack(folder.pack());
  CHECK(pack.head().title == "Animals");
  CHECK(pack.head().complete);
  CHECK(pack.terms().size() == 6);
  REQUIRE(pack.find("Cat") != nullptr);
  CHECK(pack.find("Cat")->label == "house cat");
  CHECK(pack.find("Cat")->kind == Kind::class_);
  CHECK(pack.iri_of(*pack.find("Cat")) == "http://example.org/animal#Cat");
  CHECK(pack.find("cat") == nullptr);
  REQUIRE(pack.find("eats") != nullptr);
  CHECK(pack.find("eats")->label == "eats");
  CHECK(pack.find("eats")->kind == Kind::property);
  REQUIRE(pack.find("Lepus") != nullptr);
  CHECK(pack.find("Lepus")->deprecated);
  CHECK(pack.find("Lepus")->replaced_by == "http://example.org/animal#Hare");

  REQUIRE(pack.find_label("House-Cat") != nullptr);
  CHECK(pack.find_label("House-Cat")->name == "Cat");
  CHECK(pack.find_label("hare")->name == "Hare"); // not the deprecated one of that label
  CHECK(pack.find_label("dog") == nullptr);
  CHECK(pack.find_label("-") == nullptr);
}

TEST_CASE("a malformed pack is refused with its line") {
  CHECK(code_of(animals) == "none");
  CHECK(code_of(std::string(head) + "B\tclass\nA\tclass\n") == "vocabulary.pack 10");
  CHECK(code_of(std::string(head) + "A\tclass\nA\tclass\n") == "vocabulary.pack 10");
  CHECK(code_of(std::string(head) + "A\tthing\n") == "vocabulary.pack 9");
  CHECK(code_of(std::string(head) + "A\tclass\t\t\t\tmore\n") == "vocabulary.pack 9");
  CHECK(code_of(std::string(head) + "A\xff\tclass\n") == "vocabulary.pack 1");
  CHECK(code_of("#name: x\nterm\tkind\tlabel\tdeprecated\treplaced_by\n") == "vocabulary.pack 2");
  CHECK(code_of("#name\n") == "vocabulary.pack 1");
  CHECK(code_of("A\tclass\n") == "vocabulary.pack 1");
  CHECK(code_of("") == "vocabulary.pack 1");
}

TEST_CASE("an IRI is found in the namespace of its pack") {
  const Folder folder(animals);
  const Vocabularies vocabularies(folder.path());
  const auto place = vocabularies.locate("http://example.org/animal#Dog");
  REQUIRE(place);
  CHECK(place->name == "Dog");
  const auto other = vocabularies.locate("https://example.org/animal#Cat");
  REQUIRE(other);
  CHECK(other->name == "Cat");
  CHECK_FALSE(vocabularies.locate("http://example.org/animal"));
  CHECK_FALSE(vocabularies.locate("http://example.org/plant#Oak"));
}

TEST_CASE("slips of the pen are told from what is only unknown") {
  const Folder folder(animals, "http://old.example.org/\t.html\thttp://new.example.org/\tit moved\n");
  const Vocabularies vocabularies(folder.path());
  const std::string cat = "http://example.org/animal#Cat";
  CHECK(right_of(vocabularies, cat) == "none");
  CHECK(right_of(vocabularies, "https://example.org/animal#Cat") == "none"); // in use, and not wrong
  CHECK(right_of(vocabularies, "http://example.org/animal/Cat") == cat);
  CHECK(right_of(vocabularies, "https://www.example.org/animal/Cat") == cat);
  CHECK(right_of(vocabularies, "http://example.org/Animal#Cat") == cat);
  CHECK(right_of(vocabularies, "http://example.org/animal_Cat") == cat);
  CHECK(right_of(vocabularies, "http://example.org/animal/Dog") == "none"); // may be anything
  CHECK(right_of(vocabularies, "http://example.org/animals/Cat") == "none");
  CHECK(right_of(vocabularies, "http://example.org/animal#house") == "http://example.org/animal#house/");
  CHECK(right_of(vocabularies, "http://example.org/animal#Cat/") == cat);
  CHECK(right_of(vocabularies, "http://old.example.org/a.html") == "http://new.example.org/a");
  CHECK(right_of(vocabularies, "http://old.example.org/a") == "none");
  CHECK(right_of(vocabularies, "http://old.example.org/.html") == "none");
  CHECK(right_of(vocabularies, "urn:x") == "none");
  CHECK(right_of(vocabularies, "") == "none");

  CHECK_FALSE(vocabularies.slip_of_namespace("http://example.org/animal#"));
  CHECK_FALSE(vocabularies.slip_of_namespace("https://example.org/animal#"));
  CHECK_FALSE(vocabularies.slip_of_namespace("http://example.org/"));
  REQUIRE(vocabularies.slip_of_namespace("http://example.org/animal/"));
  CHECK(vocabularies.slip_of_namespace("http://example.org/animal/")->right == "http://example.org/animal#");
  CHECK(vocabularies.slip_of_namespace("http://example.org/animal/")->reason == "the namespace ends in #");
}

TEST_CASE("the nearest term is one of the same number, the same label, or spelt alike") {
  const Folder folder(animals);
  const Pack pack(folder.pack());
  CHECK(nearest_of(pack, "12") == "none"); // two digits are counted with, not named by
  CHECK(nearest_of(pack, "00012") == "0000012");
  CHECK(nearest_of(pack, "0000013") == "none");
  CHECK(nearest_of(pack, "house_cat") == "Cat");
  CHECK(nearest_of(pack, "SnowHare") == "0000012");
  CHECK(nearest_of(pack, "Hares") == "Hare");
  CHECK(nearest_of(pack, "Lepux") == "Lepus");
  CHECK(nearest_of(pack, "elephant") == "none");
  CHECK(nearest_of(pack, std::string(101, 'a')) == "none");
}

TEST_CASE("a malformed line of known slips is refused") {
  const Folder folder(animals, "http://a/\t\thttp://b/\n");
  CHECK_THROWS_AS(Vocabularies(folder.path()), FormatError);
}
