#include "base/error.hpp"
#include "sssom/yaml_block.hpp"

#include <doctest/doctest.h>

#include <sstream>

using namespace micrograph;
using namespace micrograph::sssom;

TEST_CASE("yaml: the forms that metadata blocks use") {
  const auto read = [](const std::string& text) {
    std::vector<YamlLine> lines;
    std::istringstream in(text);
    static std::vector<std::string> kept; // lines are borrowed
    kept.clear();
    for (std::string line; std::getline(in, line);)
      kept.push_back(line);
    for (std::size_t i = 0; i < kept.size(); ++i)
      lines.push_back({kept[i], i + 1});
    return read_yaml(lines, "block");
  };
  CHECK(read("a: b").find("a")->text == "b");
  CHECK(read("  a: b # no text\n  c: 'it''s'").find("c")->text == "it's");
  CHECK(read("a: http://x/#y").find("a")->text == "http://x/#y");
  CHECK(read("a: one\n  two\n  three\nb: x").find("a")->text == "one two three");
  CHECK(read("a:\n  one\n  two").find("a")->text == "one two");
  CHECK(read("a: >-\n  one\n  two\n\n  three\nb: x").find("a")->text == "one two\nthree");
  CHECK(read("a: |\n  one\n    two\nb: x").find("a")->text == "one\n  two");
  CHECK(read("a: \"b \\\"c\\\" # d\"").find("a")->text == "b \"c\" # d");
  CHECK(read("a:\n- b\n- \"c\"").find("a")->texts() == std::vector<std::string>{"b", "c"});
  CHECK(read("a:\n    - b:c\n    - d").find("a")->texts() == std::vector<std::string>{"b:c", "d"});
  CHECK(read("a: [b, 'c d']").find("a")->texts() == std::vector<std::string>{"b", "c d"});
  CHECK(read("a:\n  b: c\n  d: e").find("a")->find("d")->text == "e");
  CHECK(read("a:\n  - b: c\n    d: e\n  - b: f").find("a")->items[0].find("d")->text == "e");
  CHECK(read("a:\nb: c").find("a")->text == "");
  CHECK(read("").entries.empty());
  CHECK_THROWS_AS(read("a: {b: c}"), FormatError);
  CHECK_THROWS_AS(read("a: 'b'\n   c"), FormatError);
  CHECK_THROWS_AS(read("a: b\n- c"), FormatError);
  std::string deep = "a:\n";
  for (std::size_t i = 1; i < 100; ++i)
    deep += std::string(i, ' ') + "a:\n";
  CHECK_THROWS_AS(read(deep), FormatError);
}
