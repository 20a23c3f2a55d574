import { testBrokenCities } from './checkPlainCity';

testBrokenCities('CITY-15', 'CITY-16', 'CITY-17', 'CITY-18', 'CITY-19');
